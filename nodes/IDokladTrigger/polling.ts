/** Asking instead of being called: what is new or changed since the last time, by the columns that the lists can filter. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { where } from '../../core/idoklad/filter';
import type { Filter } from '../../core/idoklad/filter';
import { DateTime } from 'luxon';
import { IDokladClient, serverOf } from '../shared/idoklad/client';
import { need, replyError } from '../shared/idoklad/need';
import { PollTime, pollOnce } from '../shared/poll';
import type { Polled } from '../shared/poll';
import { ENTITIES } from './events';
import type { Entity } from './events';

interface Row extends IDataObject {
	Id: number;
	Metadata?: { DateCreated?: string; DateLastChange?: string } | null;
}

/** Where the last poll ended: the highest id, or the last change with the ids that had it. */
interface Cursor {
	id?: number;
	changed?: string;
	ids?: number[];
}

interface Memory {
	cursors?: Readonly<Record<string, Cursor>>;
}

/** The service's times have no offset and are UTC; its filter wants a space. */
function filterTime(time: string): string {
	return time.replace('T', ' ').slice(0, 23);
}

function changeOf({ Metadata }: Row): string {
	return Metadata?.DateLastChange ?? '';
}

function item(entity: string, row: Row): INodeExecutionData {
	const created = row.Metadata?.DateCreated;
	const fresh = ENTITIES[entity].by === 'Id' || (created !== undefined && created === changeOf(row));
	return {
		json: {
			deliveryId: null,
			agendaId: null,
			entityType: entity,
			entityId: row.Id,
			eventType: fresh ? 'Insert' : 'Update',
			eventDate: changeOf(row) || null,
			document: row,
		},
	};
}

/** The newest document, as a sample for the editor. */
async function sample(context: IPollFunctions, client: IDokladClient, entities: readonly string[]): Promise<INodeExecutionData[]> {
	for (const entity of entities) {
		const rows = need(context.getNode(), await client.list<Row>(ENTITIES[entity].path, { sort: 'Id~Desc', limit: 1 }));
		if (rows.length > 0) return rows.map((row) => item(entity, row));
	}
	return [];
}

/** Where to begin: with the newest id, or with this moment. Nothing of the past is reported. */
async function start(client: IDokladClient, { path, by }: Entity) {
	if (by === 'DateLastChange')
		return { kind: 'ok' as const, data: { changed: DateTime.utc().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS"), ids: [] } };
	const newest = await client.list<Row>(path, { sort: 'Id~Desc', limit: 1, select: 'Id' });
	return newest.kind === 'ok' ? { kind: 'ok' as const, data: { id: newest.data[0]?.Id ?? 0 } } : newest;
}

function since({ by }: Entity, cursor: Cursor): Filter {
	return by === 'Id' ? where('Id', 'gt', cursor.id ?? 0) : where('DateLastChange', 'gte', filterTime(cursor.changed ?? ''));
}

/** Rows that the cursor does not know, and the cursor after them. */
function advance(entity: Entity, cursor: Cursor, rows: readonly Row[]): { fresh: Row[]; cursor: Cursor } {
	if (entity.by === 'Id') {
		const fresh = rows.filter(({ Id }) => Id > (cursor.id ?? 0));
		return { fresh, cursor: { id: Math.max(cursor.id ?? 0, ...fresh.map(({ Id }) => Id)) } };
	}
	const from = cursor.changed ?? '';
	const fresh = rows.filter((row) => changeOf(row) > from || (changeOf(row) === from && !cursor.ids?.includes(row.Id)));
	const last = fresh.map(changeOf).reduce((a, b) => (a > b ? a : b), from);
	const ids = [
		...(last === from ? (cursor.ids ?? []) : []),
		...fresh.filter((row) => changeOf(row) === last).map(({ Id }) => Id),
	];
	return { fresh, cursor: { changed: last, ids } };
}

/** What is new of each kind; kinds that could not be asked, or for which no time is left, keep their cursor. */
async function news(
	context: IPollFunctions,
	client: IDokladClient,
	entities: readonly string[],
	known: Memory['cursors'],
	time: PollTime,
): Promise<Polled<Memory>> {
	const items: INodeExecutionData[] = [];
	const cursors: Record<string, Cursor> = { ...known };
	for (const name of entities) {
		if (items.length > 0 && time.late()) break;
		const entity = ENTITIES[name];
		const cursor = known?.[name];
		const reply = cursor ? await client.list<Row>(entity.path, { filter: since(entity, cursor) }) : await start(client, entity);
		if (reply.kind !== 'ok') {
			if (reply.kind === 'denied' || reply.kind === 'refused') throw replyError(context.getNode(), reply);
			context.logger.warn(`iDoklad Trigger: ${name} could not be asked now (${reply.reason}); the next poll asks for the same`);
			continue;
		}
		const next =
			Array.isArray(reply.data) && cursor ? advance(entity, cursor, reply.data) : { fresh: [], cursor: reply.data as Cursor };
		cursors[name] = next.cursor;
		items.push(...next.fresh.map((row) => item(name, row)));
	}
	return { items, memory: { cursors } };
}

/** One poll; null when there is nothing new. In a test run a sample, with the cursor left where it is. */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const byWebhook = context.getNodeParameter('receiveBy', 'polling') === 'webhook';
	if (byWebhook && context.getMode() !== 'manual') return null;
	const time = new PollTime(context);
	const client = new IDokladClient(context, await serverOf(context), { waitBudget: 0, timeout: time.timeout(30_000) });
	const events = context.getNodeParameter('events', []) as string[];
	const watch = byWebhook ? events.map((event) => event.split('.')[0]) : (context.getNodeParameter('watch', []) as string[]);
	const entities = [...new Set(watch)].filter((name) => name in ENTITIES);
	return await pollOnce<Memory>(context, {
		every: Number(context.getNodeParameter('every', 60)) * 60_000,
		sample: async () => await sample(context, client, entities),
		news: async ({ cursors }) => await news(context, client, entities, cursors, time),
	});
}
