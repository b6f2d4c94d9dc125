/** Which events iDoklad sends: subscriptions of the agenda, made and deleted by the trigger. */
import type { IHookFunctions } from 'n8n-workflow';
import { WEBHOOK_ACTIONS, WEBHOOK_ENTITIES } from '../../core/idoklad/tables';
import { IDokladClient, serverOf } from '../shared/idoklad/client';
import { need, replyError } from '../shared/idoklad/need';
import { operationError } from '../shared/errors';

interface Subscription {
	ActionType: number;
	EntityType: number;
	PublicId: string;
}

interface Listed extends Partial<Subscription> {
	Id: number;
}

interface Memory {
	/** Ids of the subscriptions that this trigger has made; no other is ever deleted. */
	subscriptions?: number[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing to register: polling, or a test run (iDoklad knows one URL, that of production). */
function idle(context: IHookFunctions): boolean {
	return context.getNodeParameter('receiveBy', 'polling') !== 'webhook' || context.getActivationMode() === 'manual';
}

function wanted(context: IHookFunctions): Subscription[] {
	const publicId = String(context.getNodeParameter('publicId', '')).trim();
	if (!UUID.test(publicId)) {
		throw operationError(
			context.getNode(),
			'Public ID is not one of the Developer portal',
			'Copy it from developer.idoklad.cz → your application → Webhooks; it looks like 8747EE0F-652A-4735-9A48-1837EF992BA0.',
		);
	}
	const events = context.getNodeParameter('events', []) as string[];
	return events.map((event) => {
		const [entity, action] = event.split('.');
		return { ActionType: WEBHOOK_ACTIONS[action], EntityType: WEBHOOK_ENTITIES[entity], PublicId: publicId };
	});
}

function same(listed: Listed, one: Subscription): boolean {
	return (
		listed.ActionType === one.ActionType &&
		listed.EntityType === one.EntityType &&
		listed.PublicId?.toLowerCase() === one.PublicId.toLowerCase()
	);
}

async function missing(context: IHookFunctions, client: IDokladClient): Promise<Subscription[]> {
	const listed = need(context.getNode(), await client.list<Listed>('/Webhooks'));
	return wanted(context).filter((one) => !listed.some((row) => same(row, one)));
}

export async function checkExists(context: IHookFunctions): Promise<boolean> {
	if (idle(context)) return true;
	const client = new IDokladClient(context, await serverOf(context));
	return (await missing(context, client)).length === 0;
}

export async function create(context: IHookFunctions): Promise<boolean> {
	if (idle(context)) return true;
	const client = new IDokladClient(context, await serverOf(context));
	const memory = context.getWorkflowStaticData('node') as Memory;
	for (const one of await missing(context, client)) {
		const { Id } = need(context.getNode(), await client.request<{ Id: number }>('POST', '/Webhooks', { body: { ...one } }));
		memory.subscriptions = [...(memory.subscriptions ?? []), Id];
	}
	return true;
}

export async function remove(context: IHookFunctions): Promise<boolean> {
	const memory = context.getWorkflowStaticData('node') as Memory;
	if (context.getActivationMode() === 'manual' || !memory.subscriptions?.length) return true;
	const client = new IDokladClient(context, await serverOf(context));
	const left: number[] = [];
	for (const id of memory.subscriptions) {
		const reply = await client.request('DELETE', `/Webhooks/${id}`);
		const gone = reply.kind === 'ok' || (reply.kind === 'refused' && reply.status === 404);
		if (gone) continue;
		left.push(id);
		context.logger.warn(
			`iDoklad Trigger: the subscription ${id} was not deleted: ${replyError(context.getNode(), reply).message}`,
		);
	}
	memory.subscriptions = left;
	return left.length === 0;
}
