import { js, node, workflow } from './build.mjs';
import { status } from './keepingCalls.mjs';
import { GO_ON, note, ONCE, ours, set } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'Status page',
		notes: {
			setUp: `## Status page
Is it running, what was sent, what waits, what is missing; and till against accounting to the haléř.

**Set-up**
1. **Status Page**: choose a *Basic Auth* credential.
2. **Documents in POHODA**: choose the *POHODA mServer API* credential. With iDoklad: choose the *iDoklad OAuth2 API* credential in **Documents in iDoklad** and switch the node on; without POHODA switch that one off and write \`idoklad\` into \`flow\` of **Settings**.
3. **Settings**: \`hoursBetweenRuns\`, if sending does not run every 6 hours; \`limitMegabytes\`, if \`N8N_DATA_TABLES_MAX_SIZE_BYTES\` says another room than 200 MB.
4. Publish. Address: the Production URL of the webhook; \`?flow=idoklad\` shows another target, \`?register=P1\` one register, \`?days=30\` compares more days.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Save successful production executions*: Do not save. Else n8n keeps each visitor’s password and the journal with every look.`,
			compare: 'When the target cannot be asked (or its node is switched off), the page says so and compares with the answers in the journal. Each look at the page asks: for iDoklad one call for 200 documents.',
		},
		switchedOff: 'the node is switched off',
		tellSomeone: { stopped: 'The status page stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

const when = (outputKey, text) => ({
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [{ id: null, leftValue: text, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
		combinator: 'and',
	},
	...{ renameOutput: true, outputKey },
});
const NAMES = "({ pohoda: 'Documents in POHODA', idoklad: 'Documents in iDoklad' })";

export default workflow('4-status-page', texts, (t) => ({
	settings: { saveDataSuccessExecution: 'none' },
	nodes: {
		'Note: set-up': note([-48, -448], [640, 400], t.notes.setUp),
		'Note: compare': note([720, -192], [400, 96], t.notes.compare, 7),
		'Status Page': node('webhook', 2.1, [0, 0], { httpMethod: 'GET', path: 'sync-status', authentication: 'basicAuth', responseMode: 'responseNode', options: {} }),
		Settings: set([192, 0], {
			flow: js`$json.query.flow ?? 'pohoda'`,
			register: js`$json.query.register ?? ''`,
			from: js`$now.setZone('Europe/Prague').minus({ days: Math.min(60, Math.max(1, Number($json.query.days) || 7)) }).toISODate()`,
			limitMegabytes: 200,
			hoursBetweenRuns: 6,
		}),
		'Which Target': node('switch', 3.2, [384, 0], {
			rules: { values: [when('pohoda', js`$json.flow === 'pohoda'`), when('idoklad', js`$json.flow === 'idoklad'`), when('other', js`!['pohoda', 'idoklad'].includes($json.flow)`)] },
			options: {},
		}),
		'Documents in POHODA': ours('pohoda', [576, 0], {
			resource: 'salesReceipt',
			operation: 'getAll',
			agenda: 'salesReceipt',
			returnAll: true,
			simplify: false,
			filters: { dateFrom: js`$('Settings').first().json.from` },
			options: { timeout: 30 },
		}, { ...GO_ON, ...ONCE, alwaysOutputData: true }),
		'Documents in iDoklad': ours('iDoklad', [576, 192], { resource: 'salesReceipt', operation: 'getAll', returnAll: true, simplify: true, filters: { dateFrom: js`$('Settings').first().json.from` } }, { ...GO_ON, ...ONCE, alwaysOutputData: true, disabled: true }),
		// A node that is switched off passes on what came in.
		'With Documents': node('set', 3.4, [768, 0], {
			mode: 'raw',
			jsonOutput: js`{ ...$('Settings').first().json, ...($json.error || $json.hoursBetweenRuns ? { notAsked: $json.error ?? '${t.switchedOff}' } : { documents: $(${NAMES}[$('Settings').first().json.flow]).all().map(item => item.json) }) }`,
			options: {},
		}, ONCE),
		Status: status([960, 0]),
		Answer: node('respondToWebhook', 1.4, [1152, 0], {
			respondWith: 'text',
			responseBody: js`$json.html`,
			options: {
				responseHeaders: { entries: [{ name: 'content-type', value: 'text/html; charset=utf-8' }, { name: 'cache-control', value: 'no-store' }] },
			},
		}),
		'When It Stops': whenItStops([192, 461]),
		'Tell Someone': tellSomeone([384, 461], t.tellSomeone),
	},
	wires: {
		'Status Page': 'Settings',
		Settings: 'Which Target',
		'Which Target': ['Documents in POHODA', 'Documents in iDoklad', 'Status'],
		'Documents in POHODA': 'With Documents',
		'Documents in iDoklad': 'With Documents',
		'With Documents': 'Status',
		Status: 'Answer',
		'When It Stops': 'Tell Someone',
	},
}));
