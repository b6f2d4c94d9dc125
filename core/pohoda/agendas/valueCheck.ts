/**
 * Whether POHODA's XML can carry a value: lengths, characters, numbers, days, enums. The same messages as for
 * receipts.
 */
import { amountFault, microText, toMicro } from '../../money/micro';
import { isDay } from '../../records/dates';
import type { ResultWarning } from '../../records/results';
import { missingCharacters, transliterate } from '../../text/windows1250';
import { illegalCharacters } from '../../xml/write';
import type { DraftCheckOptions } from '../checks';
import type { Row } from './row';

const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-3]):[0-5]\d)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function shown(value: unknown): string {
	const text = typeof value === 'string' ? `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"` : String(value);
	return typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : text;
}

export class ValueCheck {
	readonly warnings: ResultWarning[] = [];

	/** Why the record cannot be written; each names field, limit and value. */
	readonly reasons: string[] = [];

	constructor(private readonly options: DraftCheckOptions) {}

	/** Text of an element or attribute; undefined for nothing to write or a value that is a reason now. */
	written(value: unknown, row: Row, place: string): string | undefined {
		const where = place + (row.label ?? row.field.replace(/^\$/, ''));
		switch (row.type) {
			case 'text':
			case 'code':
				return this.text(value, where, row.max, row.type);
			case 'number':
			case 'integer':
				return this.number(value, where, row);
			case 'flag':
				return typeof value === 'boolean'
					? String(value)
					: this.refuse(`${where} is ${shown(value)}; it must be true or false.`);
			case 'day':
				if (typeof value === 'string' && isDay(value)) return value;
				return this.refuse(`${where} is ${shown(value)}; a day of the calendar such as 2026-11-14 is needed.`);
			case 'choice':
				if (typeof value === 'string' && row.choices !== undefined && Object.hasOwn(row.choices, value)) {
					if (row.takes?.includes(value) === false) {
						return this.refuse(`${where} is ${value}, which POHODA tells and does not take; state ${row.takes.join(', ')}.`);
					}
					return row.choices[value];
				}
				return this.refuse(`${where} is ${shown(value)}; POHODA knows ${Object.keys(row.choices ?? {}).join(', ')}.`);
			default:
				return this.shaped(value, where, row.type);
		}
	}

	refuse(reason: string): undefined {
		this.reasons.push(reason);
		return undefined;
	}

	warn(warning: ResultWarning): void {
		this.warnings.push(warning);
	}

	private shaped(value: unknown, where: string, type: 'id' | 'digits' | 'instant' | 'time'): string | undefined {
		const text = typeof value === 'string' ? value.trim() : '';
		if (type === 'id') {
			return /^[1-9]\d{0,17}$/.test(text)
				? text
				: this.refuse(`${where} is ${shown(value)}; POHODA's ids are whole numbers from 1.`);
		}
		if (type === 'digits') {
			return /^\d{1,18}$/.test(text) ? text : this.refuse(`${where} is ${shown(value)}; POHODA takes digits only.`);
		}
		if (type === 'time') {
			return TIME.test(text) ? text : this.refuse(`${where} is ${shown(value)}; a time such as 14:30:00 is needed.`);
		}
		if (INSTANT.test(text) && isDay(text.slice(0, 10))) return text;
		return this.refuse(`${where} is ${shown(value)}; a date and time such as 2026-11-14T10:15:00 is needed.`);
	}

	private number(value: unknown, where: string, { type, range }: Row): string | undefined {
		if (typeof value !== 'number') return this.refuse(`${where} is ${shown(value)}; it must be a number.`);
		const fault = amountFault(value);
		if (fault !== undefined) return this.refuse(`${where} cannot be written: ${fault}.`);
		if (range !== undefined && (value < range[0] || value > range[1])) {
			return this.refuse(`${where} is ${value}; POHODA takes ${range[0]} to ${range[1]}.`);
		}
		if (type === 'integer' && !Number.isInteger(value)) {
			return this.refuse(`${where} is ${value}; it must be a whole number.`);
		}
		return microText(toMicro(value));
	}

	private text(given: unknown, where: string, max: number | undefined, kind: 'text' | 'code'): string | undefined {
		if (typeof given !== 'string') return this.refuse(`${where} is ${shown(given)}; it must be text.`);
		const trimmed = given.trim();
		if (trimmed === '') return undefined;
		// White space inside of typ:ids counts for POHODA.
		if (kind === 'code' && /[\r\n\t]/.test(trimmed)) {
			return this.refuse(`${where} has a line break or tab in it: ${shown(trimmed)}.`);
		}
		const text = this.characters(trimmed.normalize('NFC'), where);
		const length = [...text].length;
		if (max === undefined || length <= max) return text;
		if (kind === 'code' || !this.options.cutLongTexts) {
			const cut = kind === 'code' ? 'A code cannot be shortened.' : 'Shorten it, or allow Cut Long Texts.';
			return this.refuse(`${where} has ${length} characters, POHODA takes ${max}: "${text.slice(0, 60)}…". ${cut}`);
		}
		const shortened = [...text].slice(0, max).join('').trimEnd();
		this.warn({
			code: 'textCut',
			text: `${where} was cut from ${length} to ${max} characters.`,
			place: where,
			requested: text,
			produced: shortened,
		});
		return shortened;
	}

	private characters(text: string, where: string): string {
		const illegal = illegalCharacters(text);
		const missing = missingCharacters(text).filter((character) => illegalCharacters(character).length === 0);
		if (illegal.length === 0 && missing.length === 0) return text;
		const named = [...new Set([...illegal.map(({ character }) => character), ...missing])].slice(0, 10).join(' ');
		if (this.options.missingCharacters === 'refuse') {
			this.refuse(`${where} has characters that POHODA cannot hold: ${named}. Correct it, or allow replacing them.`);
			return text;
		}
		const legal = illegal.reduceRight((rest, { position }) => rest.slice(0, position) + rest.slice(position + 1), text);
		const produced = transliterate(legal).text;
		this.warn({
			code: 'charactersReplaced',
			text: `${where}: ${named} replaced.`,
			place: where,
			requested: text,
			produced,
		});
		return produced;
	}
}
