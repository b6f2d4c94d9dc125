import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { writeStockFile, type StockFileOptions, type WrittenCard } from '../../../../core/pohoda/stockFile';
import { ZONE } from '../../../../core/records/dates';
import { isObject } from '../../../../core/records/reading';
import type { StockItem } from '../../../../core/records/stock';
import { entryOf } from '../../../../core/stock/list';
import { readJsonLines } from '../../../../core/text/jsonLines';
import { readBinary } from '../../../shared/binary';
import { companyIdOf } from '../../../shared/companyId';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { writeImportFileFields } from './fields';

interface Settings {
	confirmed: boolean;
	stockFrom: 'items' | 'file';
	binary: string;
	backup: string;
	leaveOut: boolean;
	output: string;
	file: StockFileOptions;
}

/** What the file would hold and what it cannot. */
class Tally {
	written = 0;

	readonly refused: IDataObject[] = [];

	readonly warnings: IDataObject[] = [];

	take({ code, name, reasons, warnings }: WrittenCard): void {
		if (reasons.length > 0) this.refused.push({ code, name, reasons });
		else this.written += 1;
		for (const warning of warnings) this.warnings.push({ item: code, ...warning } as IDataObject);
	}
}

const DIFFERENCES =
	'These are differences, not a whole list: after the import the register would have nothing but these items';

/**
 * Stock → Write Import File: stock items (or the changes of a full replacement) → one item with the XML for eKancelář,
 * and the current stock of the register as backup where it is given. A list that is cut off, holds differences only or
 * has items that cannot be written gives no file.
 */
export const writeImportFile: Operation = {
	name: 'Write Import File',
	value: 'writeImportFile',
	action: 'Write import file of stock',
	description: 'Make the XML that eKancelář imports; it overwrites all stock of the register',
	fields: writeImportFileFields,
	async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
		const settings = readSettings(this);
		const tally = new Tally();
		const chunks: Uint8Array[] = [];
		for await (const chunk of writeStockFile(stockOf(this, items, settings, tally), settings.file, (card) =>
			tally.take(card),
		)) {
			if (settings.confirmed) chunks.push(chunk);
		}
		refuseUnusable(this, tally, settings);
		const fileName = `ekasa-stock_${settings.file.madeAt.replace(/[:T]/g, '-')}.xml`;
		const binary: INodeExecutionData['binary'] = {
			[settings.output]: await this.helpers.prepareBinaryData(Buffer.concat(chunks), fileName, 'application/xml'),
		};
		const backup = items.find((item) => item.binary?.[settings.backup] !== undefined)?.binary?.[settings.backup];
		if (backup !== undefined) binary[settings.backup] = backup;
		const json = {
			outcome: 'written',
			fileName,
			...counts(tally),
			backup: backup !== undefined,
			message: messageOf(tally, backup !== undefined),
		};
		return [{ json, binary, pairedItem: items.map((_, item) => ({ item })) }];
	},
};

function counts({ written, refused, warnings }: Tally): IDataObject {
	return { items: written, refused, warnings };
}

function messageOf({ written, refused }: Tally, backup: boolean): string {
	const left =
		refused.length === 0 ? '' : ` ${refused.length} items could not be written and will be missing in the register.`;
	const kept = backup ? ' The stock that it has now is kept in the backup file.' : '';
	return `The file holds ${written} items.${left} Import it in eKancelář (Nastavení pokladny, Pohoda – manuální synchronizace); it overwrites all stock of the register.${kept}`;
}

function refuseUnusable(
	context: IExecuteFunctions,
	{ written, refused }: Tally,
	{ confirmed, leaveOut }: Settings,
): void {
	const node = context.getNode();
	if (written === 0 && refused.length === 0) {
		throw operationError(
			node,
			'No file was made: the list is empty',
			'After the import the register would have no goods. Look whether the list was read from the right place.',
		);
	}
	if (!confirmed) {
		throw operationError(
			node,
			`No file was made: it would overwrite all stock of the register with ${written} items, and that cannot be undone`,
			'Make a backup in the eKasa, look at the differences (Stock Sync, preview), then confirm in the node.',
		);
	}
	if (written > 0 && (refused.length === 0 || leaveOut)) return;
	const first = refused.slice(0, 5).map(({ code, reasons }) => `${String(code)}: ${(reasons as string[]).join(' ')}`);
	throw operationError(
		node,
		`No file was made: ${refused.length} items cannot be written and would be missing in the register`,
		`${first.join(' ')} Correct them, or allow Items That Cannot Be Written: Leave Out.`,
	);
}

function readSettings(context: IExecuteFunctions): Settings {
	const text = (name: string, fallback: string) =>
		String(context.getNodeParameter(name, 0, fallback) ?? '').trim() || fallback;
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		confirmed: context.getNodeParameter('confirmOverwrite', 0, false) === true,
		stockFrom: text('stockFrom', 'items') as Settings['stockFrom'],
		binary: text('binaryPropertyName', 'data'),
		backup: text('backupField', 'backup'),
		leaveOut: options.refused === 'leaveOut',
		output: String(options.outputBinaryField ?? '').trim() || 'data',
		file: {
			madeAt: DateTime.now().setZone(ZONE).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
			ico: companyIdOf(context, options.ico),
			prices: (options.prices ?? 'asGiven') as StockFileOptions['prices'],
			cutLongTexts: options.cutLongTexts === true,
			missingCharacters: options.missingCharacters === 'refuse' ? 'refuse' : 'transliterate',
		},
	};
}

/** Stock items out of items or files; what is none is told to the tally. */
async function* stockOf(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	settings: Settings,
	tally: Tally,
): AsyncGenerator<StockItem> {
	if (settings.stockFrom === 'items') {
		for (const [index, { json }] of items.entries()) yield* stockItem(context, json, `item ${index + 1}`, tally);
		return;
	}
	for (const index of items.keys()) {
		for await (const lines of readJsonLines(await readBinary(context, index, settings.binary))) {
			for (const { value, line } of lines) yield* stockItem(context, value, `line ${line}`, tally);
		}
	}
}

function* stockItem(context: IExecuteFunctions, value: unknown, place: string, tally: Tally): Generator<StockItem> {
	let item = value;
	if (isObject(value) && value.recordType === 'stockChange') {
		if (value.whole !== true) {
			throw operationError(
				context.getNode(),
				DIFFERENCES,
				'In Stock Sync choose the mode Full Replacement, which gives the whole list.',
			);
		}
		if (value.after === null) return;
		item = value.after;
	}
	const entry = entryOf(item, place);
	if (entry.ok) yield entry.item;
	else
		tally.take({
			code: entry.known?.code ?? place,
			name: entry.known?.name ?? '',
			reasons: entry.reasons,
			warnings: [],
		});
}
