/** iDoklad in `npm start`: its stand-in, one register of its own, and where to look. */
import { join } from 'node:path';
import type { IDoklad } from '../../sandbox/idoklad/index.mts';
import { change, sendPriceList, sendToIDoklad, showIDokladDocuments, startShopIDoklad } from './idoklad.mts';
import { day, receipts } from './shop.mts';
import { SECRETS, type Stage } from './stage.mts';
import { pushJson } from './till.mts';

/** What sells here goes to iDoklad, everything else to POHODA: a receipt in both would be booked twice. */
const REGISTER = 'P9';

const PRODUCTS = `ID;PLU;Název;Cena bez DPH;Cena s DPH;DPH sazba;Název kategorie;Štítky;Sklady;Zobrazovat;Poznámka;Jednotka
1;KAVA-250;Káva mletá 250 g;;129.90;1.12;Nápoje;;A;A;;ks
2;CAJ-20;Čaj černý 20 sáčků;;54.50;1.12;Nápoje;;A;A;;ks
3;HRNEK-01;Hrnek s uchem, modrý;;189.00;1.21;Zboží;;A;A;;ks
4;00421;Žlutá konvička 0,8 l;;649.00;1.21;Zboží;;A;A;;ks
`;

export async function openIDoklad(home: string, port: number): Promise<IDoklad> {
	return await startShopIDoklad({ port, dataFile: join(home, 'idoklad.json') });
}

type Assignments = { assignments: Array<{ name: string; value: unknown }> };

/** Shares the registers out between the two flows, as a shop with two systems does in Settings. */
async function shareOut(stage: Stage): Promise<void> {
	const served = { '2b-ekasa-pohoda-send': 'P1, P2, P3', '8-ekasa-idoklad': REGISTER };
	for (const [workflow, registers] of Object.entries(served)) {
		await change(stage, workflow, (nodes) => {
			const { assignments } = nodes.find(({ name }) => name === 'Settings')!.parameters.assignments as Assignments;
			assignments.find(({ name }) => name === 'flowRegisters')!.value = registers;
		});
	}
	await showIDokladDocuments(stage);
}

/** Switches workflows 8 and 9 on and sends a product list and receipts; answers how many receipts have arrived. */
export async function prepareIDoklad(stage: Stage, idoklad: IDoklad): Promise<number> {
	await shareOut(stage);
	await stage.activate('8-ekasa-idoklad', '9-price-list-idoklad');
	await sendPriceList(stage, 'Send', 'products.csv', PRODUCTS);
	const sold = receipts(REGISTER, day(0), 901, 12);
	const answer = await pushJson(stage.intakeUrl, SECRETS, { receipts: sold });
	if (answer.status !== 200) throw new Error(`The intake answered ${answer.status}: ${JSON.stringify(answer.body)}`);
	await sendToIDoklad(stage, 'Send');
	const { length } = idoklad.state.table('SalesReceipts');
	if (length === 0) throw new Error('No receipt has arrived in the stand-in for iDoklad.');
	return length;
}

export function whereIDokladIs(stage: Stage): string {
	const { url } = stage.n8n;
	return `  iDoklad: status page        ${url}/webhook/sync-status?flow=idoklad
  iDoklad: run now            ${url}/form/idoklad-run-now
  iDoklad: price list         ${url}/form/idoklad-price-list`;
}
