/** Names of the lists that runs leave in a folder: `<prefix>_20261130-050000123.xml`, by the run's own UTC time, and where it is known the time of the source. */
import { DateTime } from 'luxon';

interface ListName {
	/** The newest list; '' when there is none. */
	file: string;
	/** The same without its ending, `nothing` when there is none: what changes since it are named after. */
	base: string;
	/** Time of the source in its name, as `20261130T050000`; '' when none stands there. */
	known: string;
	/** For the list that this run leaves: sorts after all others. Without ending. */
	next: string;
}

/**
 * @param names of a folder; what is no finished list is left out, such as `….part`
 * @param now ISO instant
 */
export function newestList(names: readonly unknown[], { prefix, ending, now }: { prefix: string; ending: string; now: string }): ListName {
	const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const pattern = new RegExp(`^(${quoted(prefix)}_\\d{8}-\\d{9}(?:_[a-z]+-(\\d{8}T\\d{6}))?)\\.${quoted(ending)}$`);
	const lists = names.flatMap((name) => (typeof name === 'string' ? (pattern.exec(name) ?? []).slice(0, 1) : [])).sort();
	const [file = '', base = 'nothing', known = ''] = pattern.exec(lists.at(-1) ?? '') ?? [];
	return { file, base, known, next: `${prefix}_${DateTime.fromISO(now, { zone: 'utc' }).toFormat('yyyyMMdd-HHmmssSSS')}` };
}
