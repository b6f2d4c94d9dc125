/** `npm start`: sets the stage, lets a till send a day's receipts, sends them on to the stand-in and says where to look. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDoklad } from '../../sandbox/idoklad/index.mts';
import { OWNER } from './client.mts';
import { openIDoklad, prepareIDoklad, whereIDokladIs } from './demoIDoklad.mts';
import { exportFile } from './exportFile.mts';
import { isPortFree } from './files.mts';
import { FormVisit } from './form.mts';
import { day, receipt, receipts, type TillReceipt } from './shop.mts';
import { idokladCredential } from './idoklad.mts';
import { SECRETS, Stage, VISITOR } from './stage.mts';
import { pushJson } from './till.mts';
import { fillSampleUnit } from '../../sandbox/mserver/sampleUnit.mts';

const ACTIVE = ['1-ekasa-pohoda-file', '2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems', '4-status-page', '5-housekeeping'];

const home = process.env.DEMO_HOME!;
const port = Number(process.env.DEMO_PORT);
const once = process.env.DEMO_ONCE === '1';
const started = Date.now();
const say = (text: string) => process.stdout.write(`${`[${((Date.now() - started) / 1000).toFixed(1)} s]`.padStart(9)} ${text}\n`);

let stage: Stage | undefined;
let idoklad: IDoklad | undefined;
let stopping = false;

async function stop(code: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	if (stage) {
		say('Stopping n8n and the stand-ins ...');
		await stage.close();
		await idoklad?.close();
		say('Stopped. "npm start" goes on from here, "npm start -- --reset" begins anew.');
	}
	process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

/** A till's morning: mostly plain receipts, and two that a person has to decide about. */
function morning(): TillReceipt[] {
	const today = day(0);
	const company = receipt('P2', 201, today);
	const costly = { ...company.items[0]!, kind: 'goods' as const, name: 'Kávovar', quantity: 1, unitPrice: 24_900, vatRate: 21, totalGross: 24_900 };
	delete costly.code;
	return [
		...receipts('P1', day(1), 1, 20),
		...receipts('P1', today, 21, 15),
		...receipts('P2', today, 101, 8),
		{ ...receipt('P2', 202, today), payments: [{ method: 'voucher', label: 'Edenred', amount: receipt('P2', 202, today).total }] },
		{
			...company,
			...{ items: [costly], payments: [{ method: 'card', amount: 24_900 }], total: 24_900, rounding: 0 },
			customer: { company: 'Kavárna U Mostu s.r.o.', companyId: '87654321', vatId: 'CZ87654321' },
		},
	];
}

async function sendSamples(current: Stage): Promise<void> {
	const sample = morning();
	say(`The till pushes ${sample.length} receipts into the webhook ...`);
	const answer = await pushJson(current.intakeUrl, SECRETS, { receipts: sample });
	if (answer.status !== 200) throw new Error(`The intake answered ${answer.status}: ${JSON.stringify(answer.body)}`);
	say('... and "Run Now" sends them on to POHODA');
	const { visit, page } = await FormVisit.open(current.n8n.url, 'pohoda-run-now', `${VISITOR.user}:${VISITOR.password}`);
	await visit.submit(page, { 'What to do': 'Send' });
	await visit.leave();
	const arrived = current.mserver.state.documents.filter(({ agenda }) => agenda === 'prodejky' || agenda === 'pokladna');
	if (arrived.length === 0) throw new Error('No receipt has arrived in the stand-in.');
	say(`${arrived.length} documents have arrived in the stand-in for POHODA.`);
}

function whereToLook(current: Stage, file: string, second: IDoklad): string {
	const { url } = current.n8n;
	return `
n8n (workflows, executions)   ${url}
                              e-mail ${OWNER.email}   password ${OWNER.password}
Stand-in for POHODA           ${current.mserver.url}
Stand-in for iDoklad          ${second.url}

Forms and pages ask for user  ${VISITOR.user}   password ${VISITOR.password}
  Status page                 ${url}/webhook/sync-status
  Problems                    ${url}/form/sync-problems
  Run now (preview or send)   ${url}/form/pohoda-run-now
  Export file to POHODA file  ${url}/form/ekasa-pohoda-file
  POHODA's answer file        ${url}/form/pohoda-answer
${whereIDokladIs(current)}

Try: drop ${file}
     into "Export file to POHODA file"; open Problems and decide about the receipts there; delete a document in
     the stand-in and look at the status page; push receipts of your own into
     ${current.intakeUrl}
     (the eKasa Trigger's panel in n8n shows how a call is signed; the secret here is ${SECRETS.signingSecret}).
`;
}

async function main(): Promise<void> {
	for (const wanted of [port, port + 1, port + 2]) {
		if (await isPortFree(wanted)) continue;
		throw new Error(`Port ${wanted} is in use, perhaps by an earlier start. Stop that, or choose another: npm start -- --port 5800`);
	}
	const first = !existsSync(join(home, 'set-up'));
	mkdirSync(home, { recursive: true });
	const sample = join(home, 'ekancelar-export.xml');
	writeFileSync(sample, exportFile(receipts('P3', day(0), 301, 12).filter(({ type }) => type === 'sale')));
	idoklad = await openIDoklad(home, port + 2);
	stage = await Stage.open({
		credentials: { iDokladOAuth2Api: idokladCredential(idoklad) },
		n8n: { folder: join(home, 'n8n'), port, editor: true },
		mserver: { port: port + 1, dataFile: join(home, 'pohoda.json') },
		say,
	});
	if (stopping) return;
	if (first) {
		fillSampleUnit(stage.mserver.state);
		say('Switching the workflows on');
		await stage.activate(...ACTIVE);
		await sendSamples(stage);
		say(`${await prepareIDoklad(stage, idoklad)} receipts of register P9 have arrived in the stand-in for iDoklad.`);
		writeFileSync(join(home, 'set-up'), `${new Date().toISOString()}\n`);
	}
	process.stdout.write(whereToLook(stage, sample, idoklad));
	if (once) await stop(0);
	else process.stdout.write('\nCtrl-C stops everything.\n');
}

main().catch(async (problem: unknown) => {
	process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
	await stop(1);
});
