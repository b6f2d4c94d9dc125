/** Which files of the input belong together. */
import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readFileName } from '../../../../core/helios/fileNames';
import { rawSet } from '../../../../core/helios/readSet';
import type { RawReceipt, SourceSet } from '../../../../core/helios/readSet';
import { readStoredRaw } from '../../../../core/helios/storedRaw';
import type { SourceFile } from '../../../../core/helios/sourceRows';
import { readBinary } from '../../../shared/binary';
import { textOf } from '../../../shared/values';

export interface InputSet extends SourceSet {
	/** What tells it from sets of the same name (Set Apart By); '' for one that is read again. */
	folder: string;
	/** Items whose files are in it. */
	items: number[];
	/** Refused before, read again out of what was kept of it. */
	again?: true;
}

interface Input {
	sets: InputSet[];
	/** Files with other names. */
	others: Array<{ item: number; fileName: string }>;
	/** Items without a file. */
	passing: number[];
}

async function* bytesOf(context: IExecuteFunctions, item: number, property: string): AsyncGenerator<Uint8Array> {
	yield* await readBinary(context, item, property);
}

function folderOf(context: IExecuteFunctions, item: number, { directory }: IBinaryData): string {
	const { folder } = context.getNodeParameter('options', item, {}) as { folder?: unknown };
	return textOf(folder) ?? directory ?? '';
}

/** What Receive kept of a refused receipt: `raw.helios` of the item that this node gave, or the raw part itself. */
function refusedBefore({ json }: INodeExecutionData): RawReceipt | undefined {
	const owner = (typeof json.raw === 'object' && json.raw !== null ? json.raw : json) as { helios?: unknown };
	return readStoredRaw(owner.helios);
}

/** Sorts the input: sets in the order of their first file. */
export function inputSets(context: IExecuteFunctions, items: readonly INodeExecutionData[]): Input {
	const sets = new Map<string, { prefix: string; folder: string; files: SourceFile[]; items: number[] }>();
	const input: Input = { sets: [], others: [], passing: [] };
	for (const [index, item] of items.entries()) {
		const binaries = Object.entries(item.binary ?? {});
		const raw = binaries.length === 0 ? refusedBefore(item) : undefined;
		if (raw) input.sets.push({ ...rawSet(raw), folder: '', items: [index], again: true });
		else if (binaries.length === 0) input.passing.push(index);
		for (const [property, binary] of binaries) {
			const fileName = binary.fileName ?? property;
			// n8n's FTP node gives a file the name of its whole path in some versions.
			const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
			const found = readFileName(name);
			if (!found) {
				input.others.push({ item: index, fileName });
				continue;
			}
			const folder = folderOf(context, index, binary);
			const at = `${folder}\n${fileName.slice(0, fileName.length - name.length)}\n${found.prefix.toLowerCase()}`;
			const set = sets.get(at) ?? { prefix: found.prefix, folder, files: [], items: [] };
			set.files.push({ name, file: found.file, open: () => bytesOf(context, index, property) });
			if (!set.items.includes(index)) set.items.push(index);
			sets.set(at, set);
		}
	}
	input.sets.unshift(...sets.values());
	return input;
}
