/** The calls that the trigger's panel offers to copy: what they take for stored is what docs/webhook.md says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkRecord } from '../../../core/records/check';
import { EXAMPLE_CALLS } from '../../../nodes/EkasaTrigger/properties';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the example says when the server answers so. */
function said(answer: string): string {
	const stubs = 'openssl() { cat > /dev/null; echo 00; }\ncurl() { printf "%s" "$ANSWERED"; }\n';
	const { stdout, status } = spawnSync('bash', ['-c', stubs + EXAMPLE_CALLS], { cwd: folder, encoding: 'utf8', env: { ...process.env, ANSWERED: answer } });
	expect(status).toBe(0);
	return /^(not )?stored/m.exec(stdout)![0];
}

const lists = (named: object) => JSON.stringify({ accepted: [], alreadyKnown: [], changed: [], refused: [], ...named });

test('the example is a receipt that the check takes', () => {
	said(lists({}) + '\n200');
	const { receipts } = JSON.parse(readFileSync(join(folder, 'receipts.json'), 'utf8')) as { receipts: unknown[] };
	expect(checkRecord(receipts[0])).toMatchObject({ ok: true });
});

test.each([
	['accepted', lists({ accepted: ['ekasa/P1/4512/2026-11-14'] }), 200, 'stored'],
	['known already', lists({ alreadyKnown: ['ekasa/P1/4512/2026-11-14'] }), 200, 'stored'],
	['refused, and kept as a problem', lists({ refused: [{ key: 'ekasa/P1/4512/2026-11-14', reasons: ['x'] }] }), 200, 'stored'],
	['an answer about another receipt', lists({ accepted: ['ekasa/P1/45/2026-11-14'] }), 200, 'not stored'],
	['n8n is starting', 'n8n is starting up. Please wait', 200, 'not stored'],
	['its addresses are not known yet', 'Cannot POST /webhook/x/ekasa', 404, 'not stored'],
	['no database', '{"code":503,"message":"Database is not ready!"}', 503, 'not stored'],
	['an error', lists({ accepted: ['ekasa/P1/4512/2026-11-14'] }), 500, 'not stored'],
	['no answer', '', 0, 'not stored'],
])('%s', (_what, body, status, expected) => {
	expect(said(`${body}\n${String(status).padStart(3, '0')}`).trim()).toBe(expected === 'stored' ? 'stored' : 'not stored');
});

test('docs/webhook.md says the same of each answer that is no success', () => {
	const docs = readFileSync(join(__dirname, '../../../docs/webhook.md'), 'utf8');
	for (const words of ['200 *and* the JSON names its key', 'n8n is starting up. Please wait', 'Cannot POST', 'Database is not ready!', '60 to 120 seconds', 'N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED=1000']) expect(docs).toContain(words);
});
