/** Elements that are POHODA's by name, but of another schema, or none. */
import { localName } from '../xml/node';

const SCHEMA = 'http://www.stormware.cz/schema/version_2/';

/** Whether an element is of no namespace that is read here. */
export const isForeign = (name: string): boolean => name.startsWith('{') || !name.includes(':');

/**
 * An element as a message names it: `<rsp:responsePack>`; of a namespace that is not read here with that namespace, because
 * the name alone would be the one that was expected.
 */
export function shownElement(name: string): string {
	const uri = /^\{(.*)\}/.exec(name)?.[1];
	if (uri !== undefined) {
		const old = uri.startsWith('http://www.stormware.cz/schema/') ? ' (another version of the schema)' : '';
		return `<${localName(name)}> of the namespace "${uri}"${old}, where ${SCHEMA}… is read,`;
	}
	return name.includes(':') ? `<${name}>` : `<${name}> without a namespace`;
}
