/** A call of iDoklad: checked, taken apart, and answered. */
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { checkSignature, freshEvents, readDelivery } from '../../core/idoklad/webhooks';
import type { Refusal, WebhookEvent } from '../../core/idoklad/webhooks';
import { CREDENTIAL, IDokladClient, serverOf } from '../shared/idoklad/client';
import { replyError } from '../shared/idoklad/need';
import { ENTITIES } from './events';

/** The few parts of the request that are used. */
interface Request {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/**
 * Events that came lately, by workflow and node, in this process only. n8n's static data does not do here: what a webhook
 * writes there is not saved when the same call starts an execution, and where it is saved it can undo the ids of the
 * subscriptions. A repeat that another process takes, or after a restart, comes through: workflows have to bear that anyway.
 */
const remembered = new Map<string, string[]>();

/** So many triggers are remembered. */
const TRIGGERS = 100;

function rememberedEvents(context: IWebhookFunctions, events: readonly WebhookEvent[]): WebhookEvent[] {
	const trigger = `${context.getWorkflow().id}/${context.getNode().id}`;
	const fresh = freshEvents(events, remembered.get(trigger) ?? []);
	remembered.delete(trigger);
	remembered.set(trigger, fresh.seen);
	for (const oldest of remembered.keys()) {
		if (remembered.size <= TRIGGERS) break;
		remembered.delete(oldest);
	}
	return fresh.events;
}

function refuse(context: IWebhookFunctions, { status, message }: Refusal): IWebhookResponseData {
	const response = context.getResponseObject() as unknown as { status(code: number): { json(body: object): void } };
	response.status(status).json({ message });
	return { noWebhookResponse: true };
}

async function bytesOf(context: IWebhookFunctions): Promise<Uint8Array> {
	const request = context.getRequestObject() as unknown as Request;
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? new Uint8Array();
}

/** Events that were chosen, of the agenda that was chosen. */
function chosen(context: IWebhookFunctions, events: readonly WebhookEvent[]): WebhookEvent[] {
	const names = new Set(context.getNodeParameter('events', []) as string[]);
	const agenda = String((context.getNodeParameter('options', {}) as IDataObject).agendaId ?? '').trim();
	return events.filter(
		({ entityType, eventType, agendaId }) =>
			names.has(`${entityType}.${eventType}`) && (agenda === '' || String(agendaId) === agenda),
	);
}

/** The document of an event; an event is never lost because its document cannot be read now. */
async function withDocument(context: IWebhookFunctions, client: IDokladClient, event: WebhookEvent): Promise<IDataObject> {
	const path = ENTITIES[event.entityType]?.path;
	if (path === undefined || event.eventType === 'Delete') return { ...event, document: null };
	const reply = await client.get<IDataObject>(`${path}/${event.entityId}`);
	if (reply.kind === 'ok') return { ...event, document: reply.data };
	return { ...event, document: null, documentMissing: replyError(context.getNode(), reply).message };
}

/** Takes a delivery: 401 without a right signature, 400 for another body, else 200 with the number of new events. */
export async function takeDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const credential = await context.getCredentials<{ webhookSecret?: unknown }>(CREDENTIAL);
	const raw = await bytesOf(context);
	const refusal = checkSignature(credential.webhookSecret, context.getHeaderData() as Record<string, unknown>, raw);
	if (refusal) return refuse(context, refusal);
	const delivery = readDelivery(context.getBodyData());
	if (!delivery) return refuse(context, { status: 400, message: 'The body is no delivery of iDoklad: it has no Events.' });
	const events = rememberedEvents(context, chosen(context, delivery.events));
	const webhookResponse = { accepted: events.length };
	if (events.length === 0) return { webhookResponse };
	const client = new IDokladClient(context, await serverOf(context), { waitBudget: 0, timeout: 15_000 });
	const fetching = context.getNodeParameter('fetchEntity', true) === true;
	const items: INodeExecutionData[] = [];
	for (const event of events) {
		items.push({ json: fetching ? await withDocument(context, client, event) : { ...event } });
	}
	return { webhookResponse, workflowData: [items] };
}
