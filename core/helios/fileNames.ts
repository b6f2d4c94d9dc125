/** Names of receipt files: `<series>_<date>_<time>_<file>.txt` [seed 004]. */
import { HELIOS_FILES } from './structures';
import type { HeliosFile } from './structures';

/**
 * How the date of a prefix is written. The documentation's pattern says year, day, month; its example fits both, and every other date in it has the month
 * first. So a prefix is never read as a time: it only tells which files belong together.
 */
export type PrefixDate = 'yyyymmdd' | 'yyyyddmm';

const NAME = /^(.{1,3})_(\d{8})_(\d{6})_(Uctenky|UctenkyPol|UctenkyFin|UctenkyUhr|UctenkyEtal)(?: ?\(\d{1,3}\))?\.txt$/isu;

interface ReceiptFileName {
	prefix: string;
	/** Řada účtenek. */
	series: string;
	file: HeliosFile;
}

/** The parts of a name, letters in any case, also as browsers number a second download (`…Uctenky (1).txt`); undefined for the name of another file. */
export function readFileName(name: string): ReceiptFileName | undefined {
	const match = NAME.exec(name);
	const file = HELIOS_FILES.find((one) => one.toLowerCase() === match?.[4].toLowerCase());
	if (!match || file === undefined) return undefined;
	return { prefix: `${match[1]}_${match[2]}_${match[3]}`, series: match[1], file };
}

/** @param prefix as `exportPrefix` makes it */
export function fileName(prefix: string, file: HeliosFile): string {
	return `${prefix}_${file}.txt`;
}

/** `001_20261114_101532`; `at` is local time, `2026-11-14T10:15:32`. */
export function exportPrefix(series: string, at: string, form: PrefixDate): string {
	const [, year, month, day, hour, minute, second] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(at) ?? [];
	return `${series}_${year}${form === 'yyyymmdd' ? month + day : day + month}_${hour}${minute}${second}`;
}

/** DatumExportu of a local time `2026-11-14T10:15:32`. */
export function exportedAt(time: string): string {
	return `${time.slice(0, 10).replaceAll('-', '')} ${time.slice(11)}.000`;
}

/** Local time in a prefix that was made with `form`, for the repeat of an export; undefined for other text. */
export function exportTimeOf(prefix: string, form: PrefixDate): string | undefined {
	const match = /^(?:.{1,3}_)?(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})$/su.exec(prefix.trim());
	if (!match) return undefined;
	const [year, second, third, ...time] = match.slice(1);
	const [month, day] = form === 'yyyymmdd' ? [second, third] : [third, second];
	return `${year}-${month}-${day}T${time.join(':')}`;
}

/** Why a series cannot stand in a file name, or undefined. */
export function seriesFault(series: string): string | undefined {
	if (series.trim() === '') return 'is empty';
	if ([...series].length > 3) return 'is longer than 3 characters';
	return /[\\/:*?"<>|\p{Cc}]/u.test(series) ? 'has characters that a file name cannot hold' : undefined;
}
