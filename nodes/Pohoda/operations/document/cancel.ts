import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { cancelElement } from '../../../../core/pohoda/agendas/documentCommands';
import { isOurs } from '../../../../core/pohoda/agendas/ours';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { isDay } from '../../../../core/records/dates';
import { amountOf } from '../../../../core/records/describeEntity';
import { plainId } from '../../../../core/records/keys';
import type { SyncResult } from '../../../../core/records/results';
import { deniedError } from '../../../shared/http';
import { connect } from '../../../shared/pohoda/transport';
import type { MServer } from '../../../shared/pohoda/address';
import type { AnyRecord } from '../../../shared/pohoda/questions';
import { isPreview, timeOutOf } from '../../../shared/transfer';
import type { Operation } from '../../../shared/operation';
import { Exchange } from '../../exchange';
import { NOT_OURS, foreignHeld } from '../../foreign';
import { Results } from '../../../shared/results';
import type { Shown } from '../../../shared/results';
import { askUnit } from '../../unit';
import { WORDS } from '../../words';
import { CANCEL_FIELDS } from './cancelFields';
import { findDocument, meantDocument } from './find';
import type { Meant } from './find';

/** Constant, so that POHODA's check for duplicates knows a cancellation that comes again. */
const PACK = 'n8n/cancel';

interface Settings {
	confirmed: boolean;
	/** Also what others made. */
	foreign: boolean;
	preview: boolean;
	date?: string;
	generation: number;
	/** Milliseconds. */
	timeout: number;
}

function settingsOf(context: IExecuteFunctions, index: number): Settings | string {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const date = String(options.date ?? '').trim();
	if (date !== '' && !isDay(date)) return `Date is "${date}", which is no day like 2026-11-14.`;
	return {
		confirmed: context.getNodeParameter('confirm', index, false) === true,
		foreign: options.foreign === true,
		preview: isPreview(context, options, index),
		...(date === '' ? {} : { date }),
		generation: Math.max(1, Math.floor(Number(options.generation ?? 1) || 1)),
		timeout: timeOutOf(options, 120),
	};
}

const verdict = (outcome: DocumentOutcome['outcome'], message: string): DocumentOutcome => ({ outcome, warnings: [], message });

/** Results of the items, in their order. */
class Cancelling {
	readonly results: Results;

	private readonly exchange: Exchange;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly server: MServer,
		size: number,
	) {
		this.results = new Results(size, WORDS);
		this.exchange = new Exchange(context, server);
	}

	async one(index: number): Promise<void> {
		const meant = meantDocument(this.context, index);
		const settings = settingsOf(this.context, index);
		const fault = [meant, settings].find((one) => typeof one === 'string');
		if (typeof meant === 'string' || typeof settings === 'string') {
			this.put(index, `Item ${index + 1}`, verdict('refused', `was not cancelled: ${String(fault)}`));
			return;
		}
		const found = await findDocument(this.context, this.server, meant, settings.timeout);
		if (found.kind === 'denied' && !this.exchange.hasChanged) throw deniedError(this.context.getNode(), found);
		if (found.kind === 'none') {
			this.put(index, meant.name, verdict('refused', `was not cancelled: ${found.reason}`), meant);
		} else if (found.kind !== 'found') {
			const why = found.kind === 'denied' ? `${found.reason}. ${found.hint}` : `POHODA mServer cannot be reached, ${found.reason}.`;
			const message = `was not cancelled: ${why} Nothing was changed; run it again.`;
			this.put(index, meant.name, verdict('waiting', message), meant);
		} else {
			await this.cancel(index, meant, found.record, settings);
		}
	}

	private async cancel(index: number, meant: Meant, record: AnyRecord & { id: string }, settings: Settings): Promise<void> {
		const { confirmed, foreign, preview, date, generation, timeout } = settings;
		const shown: Shown = { previous: record as IDataObject };
		const ours = isOurs(record);
		const put = (answer: DocumentOutcome, id?: string) =>
			this.put(index, meant.name, { ...answer, warnings: [...answer.warnings, ...(ours ? [] : [NOT_OURS])] }, meant, record, shown, id);
		if (record.cancelled === 'cancelledDocument') return put(verdict('unchanged', 'is cancelled in POHODA already.'));
		if (record.cancelled === 'cancelDocument') {
			return put(verdict('refused', 'was not cancelled: it cancels another document itself.'));
		}
		if (!ours && !foreign) return put(verdict('held', foreignHeld('cancelled')));
		const id = plainId(`cancel/${meant.document}/${record.id}${generation > 1 ? `~${generation}` : ''}`);
		const node = cancelElement(meant.document, record.id, date);
		const bytes = buildItemPack([{ id, node }], { packId: PACK, ico: this.server.ico, note: PACK });
		if (preview) {
			const text = 'would be cancelled in POHODA by a document of its own; this is a preview, nothing was sent.';
			shown.preview = new TextDecoder('windows-1250').decode(bytes);
			return put(verdict('preview', text), id);
		}
		if (!confirmed) {
			return put(verdict('held', 'was not cancelled: Confirm Cancellation is off in the POHODA node. Turn it on and run again.'));
		}
		const { verdicts } = await this.exchange.change({ items: [{ id, kind: 'import' }], bytes }, timeout);
		const [answer] = verdicts;
		const made = answer.outcome === 'created' || answer.outcome === 'duplicate';
		put(made ? { ...answer, message: `was cancelled in POHODA; the cancelling document ${answer.message}` } : answer, id);
	}

	private put(
		index: number,
		name: string,
		{ outcome, id, number, warnings, message }: DocumentOutcome,
		meant?: Meant,
		record?: AnyRecord,
		shown?: Shown,
		documentId?: string,
	): void {
		const result: SyncResult = {
			key: record?.key ?? meant?.number ?? meant?.id ?? '',
			outcome,
			target: {
				system: 'POHODA',
				unit: this.server.ico,
				...(meant === undefined ? {} : { kind: meant.document }),
				...(id === undefined ? {} : { id }),
				...(number === undefined ? {} : { number }),
				...(documentId === undefined ? {} : { documentId }),
			},
			warnings,
			message: `${name.charAt(0).toUpperCase()}${name.slice(1)} ${message}`,
			amount: record === undefined ? 0 : amountOf(record),
		};
		this.results.set(index, result, shown);
	}
}

/**
 * Document → Cancel: POHODA makes a document that takes the meant one back (storno). One result per item, with the
 * document as it was in `previous`. What others made is held unless the option says otherwise. A cancellation that comes again is a duplicate.
 *
 * @throws NodeApiError or NodeOperationError for wrong login, right, address or unit before anything was sent
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const server = await connect(this);
	const cancelling = new Cancelling(this, server, items.length);
	await askUnit({ context: this, server, timeout: 60_000 });
	for (const index of items.keys()) await cancelling.one(index);
	cancelling.results.hint(this);
	return cancelling.results.items();
}

export const cancel: Operation = {
	name: 'Cancel (Storno)',
	value: 'cancel',
	action: 'Cancel document',
	description: 'Let POHODA make the document that takes this one back',
	fields: CANCEL_FIELDS,
	execute,
};
