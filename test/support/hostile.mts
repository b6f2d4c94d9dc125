// Words that must not act where people read them.
import type { IDataObject } from 'n8n-workflow';

/** Texts that hide or load something in a page, break out of an attribute, or mean something to a replacement. */
export const HOSTILE = ['Sleva <!-- akce', 'Tričko <M>', '<iframe src="http://127.0.0.1/x"></iframe>', '<img src=x onerror=alert(1)>', 'a &lt;b&gt; c', 'say "x" onload=y', "it's $& $1 $$", '</p></td><script>x</script>', 'two\\nlines {{ 1 }}'];
/** A journal whose every text is hostile, as the store gives it. */
export function journalOf(text: string): IDataObject[] {
	const at = '2026-11-30T10:00:00.000Z';
	const common = { source: text, register: text, key: `k/${text}`, recordDate: '2026-11-30', number: text, amount: 10, hash: 'h', warnings: '[]', attempt: 0, generation: 0, mode: 'auto', createdAt: at };
	return [
		{ ...common, id: 1, kind: 'record', flow: '', state: 'new', payload: '{}', targetId: '', targetNumber: '', message: '', runId: '1' },
		{ ...common, id: 2, kind: 'result', flow: text, state: 'held', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 5, kind: 'result', key: 'k/2', flow: text, state: 'created', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 3, kind: 'result', flow: 'pohoda', state: 'created', payload: '', targetId: text, targetNumber: text, message: text, runId: '1' },
		{ ...common, id: 4, kind: 'run', flow: text, key: '', state: 'run', payload: '', targetId: '', targetNumber: '', message: '0 records', runId: '1' },
	];
}
