// Waiting after too many calls, asking again, paging and counting: without HTTP and without real time.
import { describe, expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { where } from '../../../core/idoklad/filter';
import { IDokladClient } from '../../../nodes/shared/idoklad/client';
import { need } from '../../../nodes/shared/idoklad/need';

interface Answer {
	statusCode?: number;
	body?: unknown;
	code?: string;
}

const good = (Data: unknown): Answer => ({ statusCode: 200, body: JSON.stringify({ Data, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200 }) });
const node = { id: '1', name: 'iDoklad', type: 'x', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };

function played(answers: Answer[], waitBudget?: number) {
	const pauses: number[] = [];
	const asked: Array<{ method: string; url: string; qs?: Record<string, unknown> }> = [];
	const context = {
		getNode: () => node,
		getExecutionCancelSignal: () => undefined,
		helpers: {
			async httpRequestWithAuthentication(_name: string, options: { method: string; url: string }) {
				asked.push(options);
				const answer = answers.length > 1 ? answers.shift()! : answers[0];
				if (answer.code) throw Object.assign(new Error('broken'), { code: answer.code });
				return answer;
			},
		},
	} as unknown as IExecuteFunctions;
	const pause = async (milliseconds: number) => void pauses.push(milliseconds);
	return { pauses, asked, client: new IDokladClient(context, { url: 'https://api', ico: '' }, { waitBudget, pause }) };
}

const LIMITED: Answer = { statusCode: 429, body: '' };

describe('too many calls', () => {
	test('waits longer each time, and no longer than the budget of the run', async () => {
		const { client, pauses, asked } = played([LIMITED], 130_000);
		expect((await client.request('POST', '/SalesReceipts/Batch')).kind).toBe('limited');
		expect(pauses).toEqual([20_000, 45_000, 60_000, 5_000]);
		expect((await client.request('GET', '/Tags')).kind).toBe('limited');
		expect(pauses).toHaveLength(4);
		expect(asked).toHaveLength(6);
		// What was refused as too much is not of the quota.
		expect(client.calls).toBe(0);
	});

	test('says that it may be the month, surely after more than a minute', async () => {
		const long = await played([LIMITED], 130_000).client.request('POST', '/SalesReceipts/Batch');
		expect(long).toMatchObject({ reason: expect.stringMatching(/It still does after 130 s .*the calls of this month may be used up \(7,500 or 75,000, by the plan/) as unknown });
		const short = await played([LIMITED], 0).client.request('POST', '/SalesReceipts/Batch');
		expect(short).toMatchObject({ reason: expect.stringMatching(/When each run says so: then the calls of this month/) as unknown });
	});

	test('a call that gets through goes on; a budget of 0 waits never', async () => {
		const { client, pauses } = played([LIMITED, LIMITED, good({ Id: 1 })]);
		expect(await client.request('POST', '/Tags')).toEqual({ kind: 'ok', data: { Id: 1 } });
		expect(pauses).toEqual([20_000, 45_000]);
		expect(client.calls).toBe(1);
		const none = played([LIMITED], 0);
		expect((await none.client.request('GET', '/Tags')).kind).toBe('limited');
		expect(none.asked).toHaveLength(1);
	});
});

describe('no clear answer', () => {
	test('questions are asked again twice in a run, writes never', async () => {
		const { client, asked } = played([{ statusCode: 503, body: '<html>' }]);
		expect((await client.request('POST', '/SalesReceipts/Batch')).kind).toBe('unclear');
		expect(asked).toHaveLength(1);
		expect((await client.get('/Tags')).kind).toBe('unclear');
		expect(asked).toHaveLength(4);
		expect((await client.get('/Tags')).kind).toBe('unclear');
		expect(asked).toHaveLength(5);
	});

	test('refused and denied questions are not asked again', async () => {
		for (const statusCode of [400, 402, 404]) {
			const { client } = played([{ statusCode, body: '{"Message":"x"}' }]);
			await client.get('/Tags');
			expect(client.calls).toBe(1);
		}
	});

	test.each([
		['ECONNREFUSED', 'unreachable'],
		['ECONNRESET', 'unclear'],
		['CERT_HAS_EXPIRED', 'denied'],
	])('%s is %s', async (code, kind) => {
		expect((await played([{ code }]).client.request('POST', '/Tags')).kind).toBe(kind);
	});
});

describe('lists', () => {
	const rows = (from: number, count: number) => Array.from({ length: count }, (_, n) => ({ Id: from + n }));

	test('200 a page in the order of Id, until the last page', async () => {
		const { client, asked } = played([good({ Items: rows(1, 200), TotalPages: 2 }), good({ Items: rows(201, 7), TotalPages: 2 })]);
		const reply = await client.list<{ Id: number }>('/Tags', { filter: where('Name', 'ct', 'a'), select: 'Id' });
		expect(need(node, reply)).toHaveLength(207);
		expect(asked.map(({ qs }) => qs)).toEqual([1, 2].map((page) => ({ page, pageSize: 200, sort: 'Id~Asc', filter: '(Name~ct:base64~YQ==)', select: 'Id' })));
	});

	test('an empty list is one, and a list that never ends is no endless loop', async () => {
		expect(need(node, await played([good({ Items: [], TotalPages: 0 })]).client.list('/Tags'))).toEqual([]);
		expect(need(node, await played([good({ Items: rows(1, 5), TotalPages: 9 })]).client.list('/Tags', { limit: 12 }))).toHaveLength(12);
	});

	// Taken for an empty or a short list, all that is there would be sent again.
	test.each([
		['no data', null],
		['another thing', { Id: 1 }],
		['no entries', { Items: null, TotalItems: 3, TotalPages: 1 }],
		['entries that are none', { Items: [{ Id: 1 }, 'x'], TotalItems: 2, TotalPages: 1 }],
		['no number of pages', { Items: rows(1, 3), TotalItems: 3 }],
		['a number of pages that is text', { Items: rows(1, 3), TotalItems: 3, TotalPages: '1' }],
		['fewer entries than it says', { Items: rows(1, 3), TotalItems: 4, TotalPages: 1 }],
		['an empty page before the last one', { Items: [], TotalItems: 4, TotalPages: 2 }],
	])('%s is no list', async (_what, data) => {
		expect((await played([good(data)]).client.list('/Tags')).kind).toBe('unclear');
	});

	test('a page that cannot be read is not a short list', async () => {
		const { client } = played([good({ Items: rows(1, 200), TotalPages: 2 }), { statusCode: 402, body: '' }]);
		const reply = await client.list('/Tags');
		expect(reply.kind).toBe('denied');
		expect(() => need(node, reply)).toThrow(/The plan of the agenda/);
	});
});
