/** Whose a document is. */
import type { ExternalId } from '../../records/entity';
import { EX_SYSTEM_NAME } from '../constants';

/**
 * Whether this package made the document: it carries our identity (extId under our own system name), which a person or
 * another program does not write.
 *
 * @param record as the agenda reader gives it
 */
export function isOurs({ externalIds }: Readonly<Record<string, unknown>>): boolean {
	return Array.isArray(externalIds) && (externalIds as ExternalId[]).some(({ system }) => system === EX_SYSTEM_NAME);
}
