/** Fields that the operations on files have in common. */
import type { INodeProperties } from 'n8n-workflow';

/** Megabytes. */
const LARGEST_FILE = 500;

/** Option of operations that read a file. */
export function largestFileField(megabytes = LARGEST_FILE): INodeProperties {
	return {
		displayName: 'Largest File',
		name: 'largestFile',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: megabytes,
		description: 'Megabytes; a larger file is refused',
	};
}

/** What the option says, in bytes. */
export function largestBytes(value: unknown, megabytes = LARGEST_FILE): number {
	const given = Number(value ?? megabytes);
	return (given > 0 ? given : megabytes) * 1024 * 1024;
}

/** A text option; undefined where it is empty. */
export function textOption(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
}
