/** The bytes of the five files of each series. */
import { exportPrefix, fileName, seriesFault } from '../../../../core/helios/fileNames';
import type { RowsDraft } from '../../../../core/helios/target';
import { SetWriter } from '../../../../core/helios/setWriter';
import { HELIOS_FILES } from '../../../../core/helios/structures';
import type { HeliosFile } from '../../../../core/helios/structures';
import type { Planned } from '../../../../core/plan/target';
import type { ExportRef } from '../../../../core/records/results';
import type { WriteSettings } from './writeSettings';

export type PlannedReceipt = Planned<RowsDraft>;

export interface ExportSet {
	/** Its id is the prefix of the files. */
	export: ExportRef;
	receipts: PlannedReceipt[];
	files: Array<{ file: HeliosFile; fileName: string; bytes: Uint8Array }>;
}

/** Bytes that come in pieces; at most twice their size while they grow. */
class Growing {
	private bytes = new Uint8Array(0);
	private length = 0;

	add(piece: Uint8Array): void {
		if (this.length + piece.length > this.bytes.length) {
			const larger = new Uint8Array(Math.max(4096, 2 * this.bytes.length, this.length + piece.length));
			larger.set(this.bytes.subarray(0, this.length));
			this.bytes = larger;
		}
		this.bytes.set(piece, this.length);
		this.length += piece.length;
	}

	all(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}
}

function writeSet(made: ExportRef, receipts: PlannedReceipt[], { rows }: WriteSettings): ExportSet {
	const bytes = new Map(HELIOS_FILES.map((file) => [file, new Growing()]));
	const writer = new SetWriter(rows, (file, piece) => bytes.get(file)?.add(piece));
	for (const { draft } of receipts) writer.write(draft.rows);
	const files = [...bytes].map(([file, growing]) => ({ file, fileName: fileName(made.id, file), bytes: growing.all() }));
	return { export: made, receipts, files };
}

const seriesOf = ({ draft }: PlannedReceipt): string => draft.rows.header.Rada ?? '';

/**
 * One export for each series, in the order in which they first come; receipts whose series cannot name a file are left. Receipts that were announced for an
 * export before (`sync.export`) make that export again.
 */
export function exportSets(receipts: readonly PlannedReceipt[], settings: WriteSettings): { sets: ExportSet[]; left: Array<{ receipt: PlannedReceipt; reason: string }> } {
	const groups = new Map<string, { made: ExportRef; receipts: PlannedReceipt[] }>();
	const left: Array<{ receipt: PlannedReceipt; reason: string }> = [];
	const { exportTime: time, prefixDate, rows } = settings;
	const by = rows.export?.by ?? '';
	for (const receipt of receipts) {
		const series = seriesOf(receipt);
		const fault = seriesFault(series);
		if (fault !== undefined) {
			left.push({ receipt, reason: `its series "${series}" ${fault}. Give the register another one in Series of the Helios node.` });
			continue;
		}
		const made = receipt.draft.sync?.export ?? { id: exportPrefix(series, time, prefixDate), time, by };
		const group = groups.get(made.id);
		if (group === undefined) groups.set(made.id, { made, receipts: [receipt] });
		else group.receipts.push(receipt);
	}
	return { sets: [...groups.values()].map(({ made, receipts: group }) => writeSet(made, group, settings)), left };
}
