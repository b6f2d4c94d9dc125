/** Deliveries that iDoklad posts: signature, several events in one, and each event once. */
import { createHmac, timingSafeEqual } from 'crypto';
import { isObject } from '../records/reading';
import { WEBHOOK_ACTIONS, WEBHOOK_ENTITIES } from './tables';

/** One event; names as iDoklad writes them, e.g. SalesReceipt and Insert. */
export interface WebhookEvent {
	deliveryId: string;
	agendaId: number | null;
	entityType: string;
	entityId: number;
	eventType: string;
	eventDate: string;
}

/** The portal's page names the second one, deliveries were described with the first. */
const SIGNATURE_HEADERS = ['x-idoklad-signature', 'x-idoklad-signature-256'] as const;

/** Why a call is not taken. */
export interface Refusal {
	status: 400 | 401;
	message: string;
}

function signatures(headers: Readonly<Record<string, unknown>>): Buffer[] {
	return SIGNATURE_HEADERS.flatMap((name) => {
		const value = headers[name];
		const hex = typeof value === 'string' ? /^(?:sha256=)?([0-9a-f]{64})$/i.exec(value.trim())?.[1] : undefined;
		return hex === undefined ? [] : [Buffer.from(hex, 'hex')];
	});
}

/**
 * Compares `sha256=<hex>` of either header with the HMAC-SHA256 of the raw body, in constant time.
 *
 * @param secret as entered in the Developer portal
 * @param headers with lower-case names
 */
export function checkSignature(
	secret: unknown,
	headers: Readonly<Record<string, unknown>>,
	rawBody: Uint8Array,
): Refusal | undefined {
	if (typeof secret !== 'string' || secret === '') {
		return {
			status: 401,
			message: 'This webhook has no secret: enter it in the credential iDoklad OAuth2 API (Webhook Secret).',
		};
	}
	const given = signatures(headers);
	if (given.length === 0) return { status: 401, message: 'The call is not signed by iDoklad.' };
	const expected = createHmac('sha256', secret).update(rawBody).digest();
	if (!given.some((signature) => timingSafeEqual(signature, expected))) {
		return { status: 401, message: 'The signature does not fit this body and the secret in the credential.' };
	}
	return undefined;
}

/** Name of an enum value that may come as name or number; text of the number when it is not known. */
function nameOf(value: unknown, table: Readonly<Record<string, number>>): string | undefined {
	if (typeof value === 'string' && value !== '') return value;
	if (typeof value !== 'number') return undefined;
	return Object.keys(table).find((name) => table[name] === value) ?? String(value);
}

function readEvent(event: unknown, deliveryId: string): WebhookEvent | undefined {
	if (!isObject(event)) return undefined;
	const entityType = nameOf(event.EntityType, WEBHOOK_ENTITIES);
	const eventType = nameOf(event.EventType ?? event.ActionType, WEBHOOK_ACTIONS);
	if (entityType === undefined || eventType === undefined || typeof event.EntityId !== 'number') return undefined;
	return {
		deliveryId,
		agendaId: typeof event.AgendaId === 'number' ? event.AgendaId : null,
		entityType,
		entityId: event.EntityId,
		eventType,
		eventDate: typeof event.EventDate === 'string' ? event.EventDate : '',
	};
}

/** The events of a delivery; undefined when the body is none. Events that cannot be read are left out. */
export function readDelivery(body: unknown): { deliveryId: string; events: WebhookEvent[] } | undefined {
	if (!isObject(body) || !Array.isArray(body.Events)) return undefined;
	const deliveryId = typeof body.DeliveryId === 'string' ? body.DeliveryId : '';
	return { deliveryId, events: body.Events.flatMap((event: unknown) => readEvent(event, deliveryId) ?? []) };
}

/** So many events are remembered, to recognise a delivery that comes again. */
const REMEMBERED = 500;

function identity({ deliveryId, entityType, entityId, eventType, eventDate }: WebhookEvent): string {
	return [deliveryId, entityType, entityId, eventType, eventDate].join('|');
}

/** Events that did not come before, each once; `seen` is what to remember now. */
export function freshEvents(
	events: readonly WebhookEvent[],
	seen: readonly string[],
): { events: WebhookEvent[]; seen: string[] } {
	const known = new Set(seen);
	const fresh = events.filter((event) => {
		const id = identity(event);
		if (known.has(id)) return false;
		known.add(id);
		return true;
	});
	return { events: fresh, seen: [...known].slice(-REMEMBERED) };
}
