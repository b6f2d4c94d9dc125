/** Random receipt files for tests. */
import fc from 'fast-check';
import { attributesOf } from '../../../core/helios/structures';
import type { Attribute, Cell, HeliosFile } from '../../../core/helios/structures';
import { readSource, typedRow } from '../../../core/helios/sourceRows';
import { writeDelimited } from '../../../core/text/delimited';
import { encodeWindows1250 } from '../../../core/text/windows1250';
import { PREFIX } from './sets.mts';

export type CellRow = Record<string, Cell>;

const LETTERS = 'abcXYZ019 .,;|"\'\t\r\nÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž€§°'.split('');
const digits = (max: number) => fc.integer({ min: 1, max }).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)));

function arbText(length: number): fc.Arbitrary<string> {
	return fc.array(fc.constantFrom(...LETTERS), { maxLength: Math.min(length, 40) }).map((parts) => parts.join('').slice(0, length));
}

const arbTime = fc
	.record({ day: fc.integer({ min: 0, max: 300_000 }), ms: fc.integer({ min: 0, max: 86_399_999 }) })
	.map(({ day, ms }) => new Date(Date.UTC(1753, 0, 1) + day * 86_400_000 + ms).toISOString().slice(0, 23))
	.map((iso) => `${iso.slice(0, 10).replaceAll('-', '')} ${iso.slice(11)}`);

/** A value of a column in normal form. */
export function arbCell({ type, length = 0, precision = 0, scale = 0, nullable }: Attribute): fc.Arbitrary<Cell> {
	const whole = (min: number, max: number) => fc.integer({ min, max }).map(String);
	const values: Record<Attribute['type'], () => fc.Arbitrary<Cell>> = {
		INT: () => whole(-2_147_483_648, 2_147_483_647),
		SMALLINT: () => whole(-32_768, 32_767),
		TINYINT: () => whole(0, 255),
		BIT: () => fc.constantFrom('0', '1'),
		VARCHAR: () => arbText(length),
		DATETIME: () => arbTime,
		NUMERIC: () =>
			fc.record({ sign: fc.constantFrom('', '', '-'), whole: digits(precision - scale), part: fc.stringMatching(new RegExp(`^[0-9]{${scale}}$`)) }).map(
				(one) => {
					const size = `${one.whole.replace(/^0+(?=\d)/, '')}.${one.part}`;
					return /[1-9]/.test(size) ? one.sign + size : size;
				},
			),
	};
	return nullable ? fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: values[type]() }) : values[type]();
}

/** Rows of a file in normal form. */
export async function rowsOf(file: HeliosFile, bytes: Uint8Array): Promise<CellRow[]> {
	const source = { name: `${PREFIX}_${file}.txt`, file, open: () => once(bytes) };
	const rows: CellRow[] = [];
	for await (const batch of readSource(source, 'windows-1250')) {
		for (const one of batch) {
			const { row, faults } = typedRow(source.name, file, one);
			if (faults.length > 0) throw new Error(JSON.stringify(faults));
			rows.push(row);
		}
	}
	return rows;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/** Bytes of rows, in Windows-1250. */
export function bytesOf(file: HeliosFile, rows: readonly CellRow[]): Uint8Array {
	const attributes = attributesOf(file);
	const quoted = attributes.map(({ type }) => type === 'VARCHAR' || type === 'DATETIME');
	const text = rows.map((row) => writeDelimited(attributes.map(({ name }) => row[name]), quoted)).join('');
	return encodeWindows1250(text, { missing: 'refuse' }).bytes;
}
