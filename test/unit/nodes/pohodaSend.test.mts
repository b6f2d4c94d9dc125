import { describe, expect, test } from '@jest/globals';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DocumentDraft } from '../../../core/pohoda/receipts/draft';
import { findAll, findByExtIds } from '../../../nodes/Pohoda/lookup';
import { dayRanges } from '../../../nodes/Pohoda/operations/salesReceipt/prepare';
import { questionRefused, refusalOf } from '../../../nodes/shared/pohoda/refusals';
import { receiptChannel, receiptRank } from '../../../nodes/Pohoda/receiptChannel';
import { byPack } from '../../../nodes/Pohoda/packChannel';
import { batchesOf, Sender } from '../../../nodes/shared/sender';
import { answerXml, bytesOf, createdItem, duplicateItem, listAnswer, listedDocument, refusedItem } from '../../support/pohodaAnswers.mts';

function draft(documentId: string, more: Partial<DocumentDraft> = {}): DocumentDraft {
	return {
		documentId,
		packId: 'ekasa/P1',
		target: 'salesReceipt',
		type: 'sale',
		keys: [documentId],
		date: '2026-11-14',
		text: `Účtenka ${documentId}`,
		posting: {},
		items: [{ text: 'Káva', quantity: 1, unitPrice: 50, vat: { rate: 'high' }, totalGross: 50, posting: {} }],
		payments: [{ form: { type: 'cash' }, amount: 50 }],
		rounding: 'none',
		total: 50,
		roundingAmount: 0,
		warnings: [],
		...more,
	};
}

type Answer = { status?: number; xml?: string; headers?: IDataObject } | { code: string };
interface Asked {
	kind: 'import' | 'list';
	ids: string[];
	xml: string;
	options: IDataObject & { headers: Record<string, string> };
}

/** A context whose HTTP helper is `answer`; records what was asked. */
function pohoda(answer: (asked: Asked, n: number) => Answer) {
	const asked: Asked[] = [];
	const context = {
		getNode: () => ({ id: '1', name: 'POHODA', type: 'test.pohoda', typeVersion: 1, position: [0, 0], parameters: {} }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			async httpRequestWithAuthentication(_credential: string, options: IDataObject & { body: Buffer; headers: Record<string, string> }) {
				const xml = new TextDecoder('windows-1250').decode(options.body);
				const kind = xml.includes('Request ') ? ('list' as const) : ('import' as const);
				const ids = [...xml.matchAll(kind === 'list' ? /<typ:ids>([^<]+)<\/typ:ids>/g : /<dat:dataPackItem [^>]*id="([^"]+)"/g)];
				const question: Asked = { kind, ids: ids.map(([, id]) => id), xml, options };
				asked.push(question);
				const given = answer(question, asked.length);
				if ('code' in given) throw Object.assign(new Error('wrapped by n8n'), { cause: { code: given.code } });
				return { statusCode: given.status ?? 200, body: bytesOf(given.xml ?? ''), headers: given.headers ?? {} };
			},
		},
	} as unknown as IExecuteFunctions;
	const server = { url: 'http://127.0.0.1:444', ico: '12345678', instance: 'n8n', ignoreCertificate: false };
	return { asked, options: { context, server, timeout: 1000, packSize: 100 } };
}

async function send(drafts: DocumentDraft[], answer: (asked: Asked, n: number) => Answer, packSize = 100) {
	const { asked, options } = pohoda(answer);
	const sender = new Sender(receiptChannel(options, packSize));
	await sender.sendOrThrow(options.context, drafts);
	const outcomes = Object.fromEntries([...sender.verdicts].map(([id, { outcome }]) => [id, outcome]));
	return { asked, outcomes, verdicts: sender.verdicts };
}

const allCreated = ({ ids }: Asked): Answer => ({ xml: answerXml('ekasa/P1', ids.map((id) => createdItem(id, `PR-${id}`))) });

describe('packs', () => {
	test('one dataPack id each, at most so many documents, returns after all sales', () => {
		const packs = batchesOf(
			[draft('a1', { packId: 'A' }), draft('b1', { packId: 'B' }), draft('r', { packId: 'A', type: 'return' }), draft('a2', { packId: 'A' }), draft('a3', { packId: 'A' })],
			{ batch: 2, rank: receiptRank, group: byPack },
		);
		expect(packs.map((pack) => pack.map(({ documentId }) => documentId))).toEqual([['a1', 'a2'], ['a3'], ['b1'], ['r']]);
	});
});

describe('what goes over the line', () => {
	test('a POST to /xml in Windows-1250, with duplicity check, one after another', async () => {
		const { asked } = await send([draft('a'), draft('b'), draft('c')], allCreated, 2);
		expect(asked.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
		expect(asked[0].options).toMatchObject({ method: 'POST', url: 'http://127.0.0.1:444/xml', disableFollowRedirect: true });
		expect(asked[0].options.headers).toMatchObject({
			'Content-Type': 'text/xml',
			'STW-Check-Duplicity': 'true',
			'STW-Application': 'n8n-nodes-ekasa-sync',
			'STW-Instance': 'n8n',
		});
		expect(asked[0].xml).toContain('encoding="Windows-1250"');
		expect(asked[0].xml).toContain('id="ekasa/P1" ico="12345678"');
		expect(asked[0].xml).toContain('Účtenka a');
	});
});

describe('answers', () => {
	test('each document has its own outcome', async () => {
		const { outcomes, verdicts } = await send([draft('a'), draft('b'), draft('c'), draft('d')], () => ({
			xml: answerXml('ekasa/P1', [
				createdItem('a', '26PR1', '7'),
				refusedItem('b', 108, 'Neznámé středisko'),
				duplicateItem('c', '26PR3', '9'),
				duplicateItem('d', '26PR4'),
			]),
		}));
		expect(outcomes).toEqual({ a: 'created', b: 'refused', c: 'duplicate', d: 'deletedInTarget' });
		expect(verdicts.get('a')).toMatchObject({ id: '7', number: '26PR1' });
		expect(verdicts.get('c')).toMatchObject({ id: '9', number: '26PR3' });
		expect(verdicts.get('b')?.message).toContain('Neznámé středisko');
	});

	test('a document that the answer does not mention is looked up at once', async () => {
		const { outcomes, asked, verdicts } = await send([draft('a'), draft('b'), draft('c')], ({ kind }) =>
			kind === 'list'
				? { xml: listAnswer([listedDocument({ id: '12', number: '26PR2', extId: 'b' })]) }
				: { xml: answerXml('ekasa/P1', [createdItem('a', '26PR1')]) },
		);
		expect(outcomes).toEqual({ a: 'created', b: 'created', c: 'unknown' });
		expect(asked[1]).toMatchObject({ kind: 'list', ids: ['b', 'c'] });
		expect(asked[1].options.headers).not.toHaveProperty('STW-Check-Duplicity');
		expect(verdicts.get('b')).toMatchObject({ id: '12', number: '26PR2', warnings: [{ code: 'recovered' }] });
	});
});

describe('a duplicate of which POHODA says nothing', () => {
	test('is looked up and stays a duplicate', async () => {
		const silent = duplicateItem('a', 'x').replace(/<rsp:recordDuplicity>.*<\/rsp:recordDuplicity>/, '');
		const { outcomes, verdicts } = await send([draft('a')], ({ kind }) => ({
			xml: kind === 'list' ? listAnswer([listedDocument({ id: '7', number: '26PR1', extId: 'a' })]) : answerXml('ekasa/P1', [silent]),
		}));
		expect(outcomes).toEqual({ a: 'duplicate' });
		expect(verdicts.get('a')).toMatchObject({ id: '7', number: '26PR1' });
	});
});

describe('connection faults', () => {
	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'])('%s: everything waits, nothing is tried twice', async (code) => {
		const { outcomes, asked, verdicts } = await send([draft('a'), draft('b'), draft('c')], () => ({ code }), 2);
		expect(outcomes).toEqual({ a: 'waiting', b: 'waiting', c: 'waiting' });
		expect(asked).toHaveLength(1);
		expect(verdicts.get('c')?.message).toContain('was not sent');
	});

	test('503 in the middle: what was accepted stays, the rest waits', async () => {
		const { outcomes, asked } = await send([draft('a'), draft('b'), draft('c')], (one, n) => (n === 1 ? allCreated(one) : { status: 503 }), 1);
		expect(outcomes).toEqual({ a: 'created', b: 'waiting', c: 'waiting' });
		expect(asked).toHaveLength(2);
	});

	const FAULTS: Array<[string, Answer]> = [
		['connection closed', { code: 'ECONNRESET' }],
		['time-out', { code: 'ECONNABORTED' }],
		['408', { status: 408 }],
		['504', { status: 504 }],
		['500', { status: 500 }],
		['half an answer', { xml: answerXml('ekasa/P1', [createdItem('a', '26PR1')]).slice(0, -60) }],
		['web page', { xml: '<!DOCTYPE html><html><body>Login</body></html>' }],
		['empty body', { xml: '' }],
		['answer to somebody else', { xml: answerXml('eshop/1', [createdItem('a', '26PR1')]) }],
	];

	test.each(FAULTS)('%s: found in POHODA, so it is created, and the next pack goes', async (_name, fault) => {
		const { outcomes, asked } = await send(
			[draft('a'), draft('b')],
			(one, n) => (n === 1 ? fault : one.kind === 'list' ? { xml: listAnswer([listedDocument({ id: '7', number: '26PR1', extId: 'a' })]) } : allCreated(one)),
			1,
		);
		expect(outcomes).toEqual({ a: 'created', b: 'created' });
		expect(asked.map(({ kind }) => kind)).toEqual(['import', 'list', 'import']);
	});

	test.each(FAULTS)('%s: not found in POHODA, so it is unknown and not sent again', async (_name, fault) => {
		const { outcomes, asked } = await send([draft('a')], ({ kind }) => (kind === 'list' ? { xml: listAnswer([]) } : fault));
		expect(outcomes).toEqual({ a: 'unknown' });
		expect(asked.map(({ kind }) => kind)).toEqual(['import', 'list']);
	});

	test('the look-up gets no answer either: three tries, then unknown, and nothing more is sent', async () => {
		const { outcomes, asked, verdicts } = await send([draft('a'), draft('b')], () => ({ code: 'ECONNRESET' }), 1);
		expect(outcomes).toEqual({ a: 'unknown', b: 'waiting' });
		expect(asked.map(({ kind }) => kind)).toEqual(['import', 'list', 'list', 'list']);
		expect(verdicts.get('a')?.message).toContain('The next run looks it up');
	}, 20_000);
});

describe('POHODA refuses the whole transfer', () => {
	const WRONG_UNIT = 'Tento balíček není určen pro tuto jednotku.';
	const refuse = (note: string): Answer => ({ xml: answerXml('ekasa/P1', [], { state: 'error', note }) });

	test.each([
		[WRONG_UNIT, 'IČO'],
		['Uživatel není oprávněn importovat XML soubory.', 'right'],
	])('%s → error of the node', async (note, hint) => {
		await expect(send([draft('a')], () => refuse(note))).rejects.toMatchObject({
			message: `POHODA refused the whole transfer: ${note}`,
			description: expect.stringContaining(hint),
		});
	});

	test('after something was accepted no result is lost: the rest waits with that message', async () => {
		const { outcomes, verdicts } = await send([draft('a'), draft('b')], (one, n) => (n === 1 ? allCreated(one) : refuse(WRONG_UNIT)), 1);
		expect(outcomes).toEqual({ a: 'created', b: 'waiting' });
		expect(verdicts.get('b')?.message).toContain(WRONG_UNIT);
	});

	test.each([
		[401, 'refused user or password'],
		[403, 'may not use'],
		[404, 'HTTP 404'],
	])('HTTP %d → error of the node with that code', async (status, message) => {
		await expect(send([draft('a')], () => ({ status }))).rejects.toMatchObject({
			httpCode: String(status),
			message: expect.stringContaining(message),
		});
	});

	test('a redirect is not followed', async () => {
		const moved = { status: 302, headers: { location: 'https://elsewhere.example/xml' } };
		await expect(send([draft('a')], () => moved)).rejects.toThrow('redirect to https://elsewhere.example/xml');
	});

	test('by its schema: halved until the culprit stands alone, the others go through', async () => {
		const drafts = Array.from({ length: 8 }, (_, index) => draft(`d${index}`));
		const { outcomes, asked } = await send(drafts, (one) => (one.ids.includes('d5') ? refuse("violates maxLength constraint of '19'") : allCreated(one)));
		expect(outcomes).toEqual({ ...Object.fromEntries(drafts.map(({ documentId }) => [documentId, 'created'])), d5: 'refused' });
		expect(asked.map(({ ids }) => ids.length)).toEqual([8, 4, 4, 2, 1, 1, 2]);
	});

	test('whatever is sent: after three documents alone with the same words the rest waits', async () => {
		const drafts = Array.from({ length: 64 }, (_, index) => draft(`d${index}`));
		const { outcomes, asked } = await send(drafts, () => refuse('Databázi nelze otevřít.'));
		const counts = Object.values(outcomes).reduce<Record<string, number>>((all, one) => ({ ...all, [one]: (all[one] ?? 0) + 1 }), {});
		expect(counts).toEqual({ refused: 3, waiting: 61 });
		expect(asked.length).toBeLessThan(15);
	});
});

describe('notes of POHODA', () => {
	test.each(['Tento balíček není určen pro tuto jednotku.', 'Uživatel není oprávněn\n importovat XML soubory.', 'Užívateľ nie je oprávnený importovať XML súbory.'])(
		'"%s" concerns all documents',
		(note) => expect(refusalOf(note)).toBeDefined(),
	);

	test.each(["The 'typ:ids' element violates maxLength constraint of '19'.", 'Sklad 552 neexistuje v číselníku', ''])(
		'"%s" may concern one document',
		(note) => expect(refusalOf(note)).toBeUndefined(),
	);

	test('a refused question always says something', () => {
		expect(questionRefused('Cosi').message).toContain('Cosi');
	});
});

describe('looking up', () => {
	test('many ids go in several questions, both agendas are asked', async () => {
		const { asked, options } = pohoda(() => ({ xml: listAnswer([]) }));
		const ids = Array.from({ length: 150 }, (_, index) => `k${index}`);
		const found = await findByExtIds(options, ['salesReceipt', 'cashDocument'], ids);
		expect(found).toEqual({ kind: 'found', documents: [] });
		expect(asked.map((one) => one.ids.length)).toEqual([100, 50, 100, 50]);
		expect(asked[2].xml).toContain('listVoucherRequest');
	});

	test('pages follow each other by id until one is not full', async () => {
		const { asked, options } = pohoda((_one, n) => {
			const from = n === 1 ? 1 : 1001;
			const count = n === 1 ? 1000 : 3;
			return { xml: listAnswer(Array.from({ length: count }, (_, at) => listedDocument({ id: String(from + at), number: 'x', extId: `k${from + at}` }))) };
		});
		const found = await findAll(options, { agenda: 'salesReceipt', dateFrom: '2026-11-14', dateTill: '2026-11-14' });
		expect(found.kind === 'found' && found.documents.length).toBe(1003);
		expect(asked).toHaveLength(2);
		expect(asked[1].xml).toContain('<ftr:idFrom>1001</ftr:idFrom>');
	});

	test('days that follow each other are one question, across months and leap days', () => {
		expect(dayRanges(['2028-03-01', '2028-02-28', '2028-02-29', '2028-02-29', '2028-01-05'])).toEqual([
			{ dateFrom: '2028-01-05', dateTill: '2028-01-05' },
			{ dateFrom: '2028-02-28', dateTill: '2028-03-01' },
		]);
		expect(dayRanges([])).toEqual([]);
	});

	test('a limit asks for no more than that', async () => {
		const { asked, options } = pohoda(() => ({ xml: listAnswer([listedDocument({ id: '1', number: 'x', extId: 'k' })]) }));
		await findAll(options, { agenda: 'salesReceipt' }, 5);
		expect(asked[0].xml).toContain('<ftr:count>5</ftr:count>');
	});

	test('a POHODA that gives the first page again and again does not hold us', async () => {
		const page = listAnswer(Array.from({ length: 1000 }, (_, at) => listedDocument({ id: String(1 + at), number: 'x', extId: `k${at}` })));
		const { asked, options } = pohoda(() => ({ xml: page }));
		const found = await findAll(options, { agenda: 'salesReceipt' });
		expect(found.kind === 'found' && found.documents.length).toBe(1000);
		expect(asked).toHaveLength(2);
	});
});
