/** Items that most likely are one, written in two ways. */
import type { Groups } from './groups';
import { keysOf, LOOSEST } from './keys';
import type { Member, Side } from './side';

/**
 * Unmatched codes of both sides that differ only by case, spaces or leading zeros are a conflict: otherwise one would be
 * created and the other removed.
 */
export async function flagSimilar(source: Side, target: Side, separate: boolean, groups: Groups): Promise<void> {
	const first = new Map<string, number>();
	const more = new Map<string, number[]>();
	const told = new Set<string>();
	const looseOf = ({ item }: Member) => (item === undefined ? '' : (keysOf(item, 'code', LOOSEST, separate)[0] ?? ''));
	for await (const members of source.members()) {
		for (const member of members) {
			const code = source.open(member.at) ? looseOf(member) : '';
			if (code === '') continue;
			if (!first.has(code)) first.set(code, member.at);
			else if (more.has(code)) more.get(code)?.push(member.at);
			else more.set(code, [member.at]);
		}
	}
	for await (const members of target.members()) {
		for (const member of members) {
			const code = target.open(member.at) ? looseOf(member) : '';
			const other = first.get(code);
			if (other === undefined) continue;
			groups.put(target, member.at, 'similar', 'code', code);
			if (told.has(code)) continue;
			told.add(code);
			for (const at of [other, ...(more.get(code) ?? [])]) groups.put(source, at, 'similar', 'code', code);
		}
	}
}
