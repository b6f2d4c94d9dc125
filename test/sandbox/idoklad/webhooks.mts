/** Signed deliveries to the addresses that the Developer portal knows; subscriptions come through POST /Webhooks. */
import { createHmac, randomUUID } from 'node:crypto';

import { ENUMS, enumKey } from './rules/enums.mts';
import type { Happening, State } from './state.mts';
import type { Delivery, PortalWebhook } from './types.mts';

interface Event {
	AgendaId: number;
	EntityId: number;
	EntityType: string;
	EventDate: string;
	EventType: string;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** Milliseconds. A server that is busy starting a run for the first time may take long; a test that gives up then fails by luck. */
const PATIENCE = 60_000;
/** Two events of one subscription at the same moment go in one delivery, up to so many. */
const LARGEST = 100;

export class Webhooks {
	/** Deliveries sent, oldest first. */
	readonly deliveries: Delivery[] = [];
	private readonly waiting = new Map<string, Event[]>();
	private timer: NodeJS.Timeout | undefined;
	private sending: Promise<void> = Promise.resolve();
	private readonly stopping = new AbortController();

	constructor(private readonly state: State) {
		state.onHappening = (happening) => this.take(happening);
	}

	/** One event for every subscription; somebody who subscribed twice is told twice. */
	private take({ entity, action, id }: Happening): void {
		const [type, event] = [(ENUMS.WebhookEntityType as Record<string, number>)[entity], (ENUMS.WebhookActionType as Record<string, number>)[action]];
		if (type === undefined || event === undefined) return;
		for (const subscription of this.state.table('Webhooks')) {
			if (subscription['EntityType'] !== type || subscription['ActionType'] !== event) continue;
			const publicId = subscription['PublicId'] as string;
			this.waiting.set(publicId, [
				...(this.waiting.get(publicId) ?? []),
				{ AgendaId: this.state.settings.agenda.id, EntityId: id, EntityType: enumKey('WebhookEntityType', type), EventDate: this.state.stamp, EventType: enumKey('WebhookActionType', event) },
			]);
		}
		if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.flush(), this.state.settings.webhooks.delayMilliseconds);
	}

	/** Sends what waits; resolves when every address has answered. */
	flush(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		const batches = [...this.waiting];
		this.waiting.clear();
		this.sending = this.sending.then(async () => {
			for (const [publicId, events] of batches) {
				const target = this.state.settings.portalWebhooks.find((one) => one.publicId.toLowerCase() === publicId.toLowerCase());
				if (!target) continue;
				for (let at = 0; at < events.length; at += LARGEST) {
					const body = JSON.stringify({ DeliveryId: randomUUID(), Events: events.slice(at, at + LARGEST) });
					await this.deliver(target, body);
					if (this.state.settings.webhooks.twice) await this.deliver(target, body);
				}
			}
		});
		return this.sending;
	}

	/** The same bytes once more, as after an answer that got lost. */
	async redeliver(deliveryId: string): Promise<Delivery | undefined> {
		const known = this.deliveries.find((delivery) => delivery.deliveryId === deliveryId);
		const target = known && this.state.settings.portalWebhooks.find(({ url }) => url === known.url);
		return target && this.deliver(target, known.body);
	}

	private async deliver({ url, secret }: PortalWebhook, body: string): Promise<Delivery> {
		const { header, spoilSignature } = this.state.settings.webhooks;
		const hex = createHmac('sha256', secret).update(body).digest('hex');
		const signature = `sha256=${spoilSignature ? hex.replace(/./g, (digit) => (digit === '0' ? '1' : '0')) : hex}`;
		const delivery: Delivery = { at: this.state.now().toISOString(), deliveryId: (JSON.parse(body) as { DeliveryId: string }).DeliveryId, url, body, signature, status: 0 };
		this.deliveries.push(delivery);
		try {
			if (!LOOPBACK.has(new URL(url).hostname)) throw new Error('Loopback only');
			const answer = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json; charset=utf-8', [header]: signature }, signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), this.stopping.signal]), redirect: 'manual' });
			await answer.arrayBuffer();
			delivery.status = answer.status;
		} catch (problem) {
			this.state.remark(`Webhook delivery to ${url}: ${(problem as Error).message}`);
		}
		return delivery;
	}

	async stop(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.waiting.clear();
		this.stopping.abort();
		await this.sending;
	}
}
