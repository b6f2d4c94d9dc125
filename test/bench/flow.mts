// The way of 500 receipts: pushed into the webhook, stored, sent, booked. The limit in the same run is the same work by
// core and HTTP alone, without n8n: check, plan, write, post, read the answers.
import { buildPack } from '../../core/pohoda/pack';
import { readResponse } from '../../core/pohoda/response';
import { checkRecord } from '../../core/records/check';
import { runNow } from '../e2e/support/people.mts';
import { day, receipts } from '../e2e/support/shop.mts';
import { SECRETS, Stage } from '../e2e/support/stage.mts';
import { pushJson } from '../e2e/support/till.mts';
import { startMServer, type MServer } from '../sandbox/mserver/index.mts';
import { planDocuments } from '../support/plan.mts';

const COUNT = 500;
const PACK = 100;
const sold = receipts('P1', day(1), 1, COUNT);
const parts = Array.from({ length: COUNT / PACK }, (_, index) => sold.slice(index * PACK, (index + 1) * PACK));

const stocked = (server: MServer) => {
	for (const card of server.state.settings.stock) card.quantity = '1000000';
};

async function timed(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

async function* once(bytes: Uint8Array) {
	yield bytes;
}

async function withoutN8n(): Promise<number> {
	const server = await startMServer();
	stocked(server);
	const { user, password, ico } = server.state.settings;
	const login = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
	const rules = [{ match: { payment: 'mealVoucher' }, values: { paymentForm: 'Stravenky' } }];
	const time = await timed(async () => {
		const inputs = sold.flatMap((one) => {
			const checked = checkRecord(one);
			return checked.ok ? [{ record: checked.record }] : [];
		});
		const drafts = planDocuments(inputs, { rules }).drafts.map(({ draft }) => draft);
		for (let from = 0; from < drafts.length; from += PACK) {
			const pack = drafts.slice(from, from + PACK);
			const answer = await fetch(`${server.url}/xml`, {
				method: 'POST',
				headers: { 'STW-Authorization': login, 'STW-Check-Duplicity': 'true', 'content-type': 'text/xml' },
				body: buildPack(pack, { packId: pack[0]!.packId, ico }) as BodyInit,
			});
			await readResponse(once(new Uint8Array(await answer.arrayBuffer())));
		}
	});
	if (server.state.documents.length !== COUNT) throw new Error(`${server.state.documents.length} documents instead of ${COUNT}`);
	await server.close();
	return time;
}

const stage = await Stage.open();
try {
	stocked(stage.mserver);
	await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
	const limit = await withoutN8n();
	const intake = await timed(async () => {
		for (const part of parts) {
			const { status } = await pushJson(stage.intakeUrl, SECRETS, { receipts: part });
			if (status !== 200) throw new Error(`the intake answered ${status}`);
		}
	});
	const sending = await timed(() => runNow(stage, 'Send'));
	if (stage.mserver.state.documents.length !== COUNT) throw new Error(`${stage.mserver.state.documents.length} documents instead of ${COUNT}`);
	const again = await timed(() => runNow(stage, 'Send'));
	const row = (name: string, time: number) => process.stdout.write(`${name.padEnd(52)} ${(time / limit).toFixed(1).padStart(6)}  (${Math.round(time)} ms)\n`);
	process.stdout.write(`${COUNT} receipts, wall time as a ratio to the first row\n`);
	row('core and HTTP alone: check, plan, send, read answers', limit);
	row('n8n, intake: 5 signed calls of 100, stored, answered', intake);
	row('n8n, sending: Run Now form to its ending page', sending);
	row('n8n, the same again: nothing to send', again);
} finally {
	await stage.close();
}
process.exit(0);
