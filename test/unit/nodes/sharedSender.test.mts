// The one sender, with a target that is made of a list: whatever is answered, each document gets one verdict and is sent once.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Verdict } from '../../../core/plan/verdict';
import { Sender, type Channel, type Sent } from '../../../nodes/shared/sender';
import { sendWords } from '../../../nodes/shared/sendWords';

interface Doc {
	documentId: string;
	rank?: number;
	group?: string;
}

const WORDS = sendWords('Ledger');
const created = (documentId: string): Verdict => ({ outcome: 'created', id: documentId, warnings: [], message: `was created in Ledger as ${documentId}.` });
const refused: Verdict = { outcome: 'refused', warnings: [], message: 'was refused: the column is missing.' };
const taken = (docs: readonly Doc[]): Sent<Verdict> => ({ kind: 'answered', verdicts: new Map(docs.map(({ documentId }) => [documentId, created(documentId)])) });

/** A ledger that keeps what it took. `answer` may take documents and answer something else. */
function ledger(answer: (docs: readonly Doc[], call: number) => Sent<Verdict>, more: Partial<Channel<Doc>> = {}) {
	const sent: string[][] = [];
	const channel: Channel<Doc> = {
		words: WORDS,
		batch: 2,
		rank: ({ rank = 0 }) => rank,
		group: ({ group = '' }) => group,
		async send(docs) {
			sent.push(docs.map(({ documentId }) => documentId));
			return answer(docs, sent.length);
		},
		...more,
	};
	return { sent, sender: new Sender(channel) };
}

const docs = (...ids: string[]): Doc[] => ids.map((documentId) => ({ documentId }));
const outcomes = (sender: Sender<Doc>) => Object.fromEntries([...sender.verdicts].map(([id, { outcome }]) => [id, outcome]));
const context = { getNode: () => ({ id: '1', name: 'Ledger', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} }) } as unknown as IExecuteFunctions;
const DENIED = { kind: 'denied', status: 401, reason: 'The Ledger does not know this login', hint: 'Check the password' } as const;

describe('order', () => {
	test('a group and a rank for itself, at most so many at once', async () => {
		const { sent, sender } = ledger(taken);
		await sender.send([{ documentId: 'r', rank: 1 }, { documentId: 'a1', group: 'a' }, { documentId: 'b1', group: 'b' }, { documentId: 'a2', group: 'a' }, { documentId: 'a3', group: 'a' }]);
		expect(sent).toEqual([['a1', 'a2'], ['a3'], ['b1'], ['r']]);
	});
});

describe('a batch that is refused as a whole', () => {
	const bad = (name: string) => (batch: readonly Doc[]): Sent<Verdict> =>
		batch.some(({ documentId }) => documentId === name) ? { kind: 'refusedWhole', note: 'column missing', verdict: refused } : taken(batch);

	test('is halved until the culprit stands alone, and the others go', async () => {
		const { sender } = ledger(bad('3'), { batch: 4 });
		await sender.send(docs('1', '2', '3', '4', '5'));
		expect(outcomes(sender)).toEqual({ 1: 'created', 2: 'created', 3: 'refused', 4: 'created', 5: 'created' });
	});

	test('waits where halving is over, and what follows goes', async () => {
		const { sent, sender } = ledger(bad('3'), { batch: 4, halvings: 0 });
		await sender.send(docs('1', '2', '3', '4', '5'));
		expect(outcomes(sender)).toEqual({ 1: 'waiting', 2: 'waiting', 3: 'waiting', 4: 'waiting', 5: 'created' });
		expect(sent).toHaveLength(2);
	});

	test('three alone with the same words end the run; other words do not', async () => {
		const all = (note: (call: number) => string) => ledger((_docs, call) => ({ kind: 'refusedWhole', note: note(call), verdict: refused }), { batch: 1 });
		const same = all(() => 'the period is closed');
		await same.sender.send(docs('1', '2', '3', '4', '5'));
		expect(outcomes(same.sender)).toEqual({ 1: 'refused', 2: 'refused', 3: 'refused', 4: 'waiting', 5: 'waiting' });
		expect(same.sender.verdicts.get('5')?.message).toContain('Ledger refuses one document after another with the same words, the period is closed');
		const other = all(String);
		await other.sender.send(docs('1', '2', '3', '4', '5'));
		expect(Object.values(outcomes(other.sender))).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
	});
});

describe('what stops the run', () => {
	test('a denial at the beginning is an error of the node', async () => {
		const { sent, sender } = ledger(() => DENIED);
		await expect(sender.sendOrThrow(context, docs('1', '2', '3'))).rejects.toThrow('does not know this login');
		expect(sent).toHaveLength(1);
	});

	test('a denial later keeps the results, also when the documents come in several rounds', async () => {
		const { sender } = ledger((batch, call) => (call === 2 ? DENIED : taken(batch)));
		await sender.sendOrThrow(context, docs('1', '2'));
		await sender.sendOrThrow(context, docs('3', '4'));
		await sender.sendOrThrow(context, docs('5'));
		expect(outcomes(sender)).toEqual({ 1: 'created', 2: 'created', 3: 'waiting', 4: 'waiting', 5: 'waiting' });
		expect(sender.verdicts.get('5')?.message).toContain('does not know this login. Check the password');
	});

	test('not reached: this batch and the rest wait, and nobody is asked again', async () => {
		const { sent, sender } = ledger(() => ({ kind: 'unreachable', reason: 'connection refused' }));
		await sender.sendOrThrow(context, docs('1', '2', '3'));
		expect(Object.values(outcomes(sender))).toEqual(['waiting', 'waiting', 'waiting']);
		expect(sender.verdicts.get('1')?.message).toContain('Ledger cannot be reached, connection refused');
		expect(sent).toHaveLength(1);
	});
});

describe('an answer that got lost', () => {
	const lost = (): Sent<Verdict> => ({ kind: 'unclear', reason: 'the connection broke' });

	test('is looked up; what is not there stays unknown and is not sent again', async () => {
		const { sent, sender } = ledger(lost, { look: async () => ({ traces: new Map([['1', { outcome: 'created', number: '7', found: 'its row was found' }]]) }) });
		await sender.send(docs('1', '2'));
		expect(outcomes(sender)).toEqual({ 1: 'created', 2: 'unknown' });
		expect(sender.verdicts.get('1')?.message).toBe('was created in Ledger as 7. The answer left it open (the connection broke); its row was found.');
		expect(sent).toHaveLength(1);
	});

	test('and no look: the run ends, for nobody knows what the target is doing', async () => {
		const { sent, sender } = ledger(lost, { look: async () => ({ reason: 'no answer' }) });
		await sender.send(docs('1', '2', '3'));
		expect(outcomes(sender)).toEqual({ 1: 'unknown', 2: 'unknown', 3: 'waiting' });
		expect(sent).toHaveLength(1);
	});

	test('without a way to look, a denial afterwards is no error of the node', async () => {
		const { sender } = ledger((_batch, call) => (call === 1 ? lost() : DENIED));
		await sender.sendOrThrow(context, docs('1', '2', '3'));
		expect(outcomes(sender)).toEqual({ 1: 'unknown', 2: 'unknown', 3: 'waiting' });
	});

	test('a document that the answer does not mention is unknown', async () => {
		const { sender } = ledger(() => ({ kind: 'answered', verdicts: new Map([['1', created('1')]]) }));
		await sender.send(docs('1', '2'));
		expect(outcomes(sender)).toEqual({ 1: 'created', 2: 'unknown' });
	});
});

test('whatever is answered: a verdict for each document, none handed over again after the target may have taken it', async () => {
	const answers = fc.array(fc.constantFrom('taken', 'lost', 'half', 'whole', 'denied', 'unreachable'), { minLength: 1, maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(answers, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), async (script, count, batch) => {
			const takenIds: string[] = [];
			const { sender } = ledger((given, call) => {
				const kind = script[(call - 1) % script.length];
				if (kind === 'whole') return { kind: 'refusedWhole', note: String(call), verdict: refused };
				if (kind === 'denied') return DENIED;
				if (kind === 'unreachable') return { kind: 'unreachable', reason: 'off' };
				const some = kind === 'half' ? given.slice(0, 1) : given;
				takenIds.push(...some.map(({ documentId }) => documentId));
				return kind === 'lost' ? { kind: 'unclear', reason: 'broken' } : taken(some);
			}, { batch });
			const all = docs(...Array.from({ length: count }, (_, at) => String(at)));
			await sender.send(all);
			expect(new Set(takenIds).size).toBe(takenIds.length);
			expect([...sender.verdicts.keys()].sort()).toEqual(all.map(({ documentId }) => documentId).sort());
			for (const [id, { outcome }] of sender.verdicts) expect(takenIds.includes(id) ? ['created', 'unknown'] : ['refused', 'waiting', 'unknown']).toContain(outcome);
		}),
		{ seed: 14, numRuns: 300 },
	);
});
