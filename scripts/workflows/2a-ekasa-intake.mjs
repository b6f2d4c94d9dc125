import { workflow } from './build.mjs';
import { takeIn } from './journal.mjs';
import { GO_ON, note, ours } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'eKasa → POHODA, automatic: intake',
		notes: {
			setUp: `## Intake: from the till into the journal
**Set-up**
1. **eKasa Trigger**: choose an *eKasa Webhook API* credential and give its secrets to the sender. The panel of the trigger shows how a call is signed.
2. **Read Export File**: a *Register* name, if uploaded exports name none.
3. Publish. The sender uses the *Production URL* of the trigger.

The pinned sample is of 2020, so no flow sends it.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Save successful production executions*: Do not save. Else n8n keeps every receipt once more with the call that brought it.`,
			answer: `### Stored before it is answered
**Take In** has the way into the journal inside: the rows are stored first, and only then the sender gets the answer: which keys are accepted, known already, changed, refused and why. If storing does not work, the sender gets an HTTP 500 and sends again; what is known is recognised. The Data Table \`sync_journal\` is made on the first day.`,
		},
		tellSomeone: { stopped: 'The intake of receipts stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('2a-ekasa-intake', texts, (t) => ({
	settings: { saveDataSuccessExecution: 'none' },
	pinData: {
		'eKasa Trigger': [
			{
				json: {
					recordType: 'receipt',
					source: 'ekasa',
					register: 'P1',
					number: '4512',
					type: 'sale',
					issuedAt: '2020-01-02T09:41:00+01:00',
					date: '2020-01-02',
					items: [
						{
							kind: 'goods',
							code: 'KAVA-250',
							name: 'Káva mletá 250 g',
							quantity: 1,
							unit: 'ks',
							unitPrice: 129.9,
							vatRate: 12,
							totalGross: 129.9,
						},
					],
					payments: [{ method: 'cash', amount: 130 }],
					rounding: 0.1,
					total: 130,
				},
			},
		],
	},
	nodes: {
		'Note: set-up': note([-48, -416], [560, 368], t.notes.setUp),
		'Note: answer': note([560, -112], [560, 208], t.notes.answer, 4),
		'eKasa Trigger': ours('ekasaTrigger', [0, 0], { responseMode: 'lastNode', timeWindow: 300, options: {} }, { webhookId: 'ekasa-intake' }),
		'Read Export File': ours('ekasa', [192, 0], {
			resource: 'salesReceipt',
			operation: 'readExportFile',
			binaryPropertyName: 'data',
			source: 'ekasa',
			register: '',
			identity: 'number',
			options: {},
		}, GO_ON),
		'Take In': takeIn([384, 0]),
		'When It Stops': whenItStops([0, 288]),
		'Tell Someone': tellSomeone([192, 288], t.tellSomeone),
	},
	wires: {
		'eKasa Trigger': 'Read Export File',
		'Read Export File': 'Take In',
		'When It Stops': 'Tell Someone',
	},
}));
