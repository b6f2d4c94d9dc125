/** Identity of what is sent: the same thing sent twice is one, whoever sends it and however packs are composed. */
import { documentId, packId, plainId } from '../../records/keys';
import { sha256Hex, stableJson } from '../../text/digest';
import { EX_SYSTEM_NAME } from '../constants';
import type { AgendaName } from './index';

interface Identified {
	key: string;
	source?: string;
}

/** dataPack id: constant for a source and agenda; records that name no source count as made in n8n. */
export function packOf({ source = 'n8n' }: Identified, agenda: AgendaName): string {
	return packId(source, agenda);
}

/** dataPackItem id of a new record; a deliberate Send Again has the next generation. */
export const creationId = documentId;

/**
 * dataPackItem id of an update: from what it changes and what is there before, on this day. Two runs that find the same
 * difference send the same id, so that it is done once; a change back, and the same change on another day, are others.
 *
 * @param day YYYY-MM-DD
 */
export function updateId(key: string, change: { before: unknown; after: unknown; day: string }, generation: number): string {
	return plainId(`${key}~u${sha256Hex(stableJson(change)).slice(0, 16)}${generation > 1 ? `~${generation}` : ''}`);
}

/** dataPackItem id of the deletion of POHODA's record `id`. */
export function deletionId(key: string, id: string, generation: number): string {
	return plainId(`${key}~d${id}${generation > 1 ? `~${generation}` : ''}`);
}

/** Our extId of a record that was created under this id. */
export function ourExternalId(id: string): { id: string; system: string } {
	return { id, system: EX_SYSTEM_NAME };
}
