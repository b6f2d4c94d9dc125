import type { WrittenAgenda } from '../../nodes/Pohoda/write/entries';

/** Every agenda that POHODA's Create writes. */
export const WRITTEN = [
	'stockItem',
	'contact',
	'order',
	'invoice',
	'cashDocument',
	'goodsIssueNote',
	'goodsReceivedNote',
	'stockTransfer',
	'offer',
] as const satisfies readonly WrittenAgenda[];

/** None is forgotten. */
type Forgotten = Exclude<WrittenAgenda, (typeof WRITTEN)[number]>;
export const NONE: [Forgotten] extends [never] ? true : Forgotten = true;
