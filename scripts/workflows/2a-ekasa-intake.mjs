import { js, node, workflow } from './build.mjs';
import { GO_ON, journal, note, ours, set } from './nodes.mjs';
import { mail } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

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

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Save successful production executions*: Do not save. Else n8n keeps the whole day of the journal with every call.`,
			answer: `### Stored before it is answered
**Store Receipts** runs first because it stands higher. Only then the sender gets the answer: which keys are accepted, known already, changed, refused and why. If storing does not work, the sender gets an HTTP 500 and sends again; what is known is recognised.`,
			journal: 'The Data Table `sync_journal` is made on the first day. *Newest Row* fixes up to where it is read, so that receipts that come in meanwhile do not disturb.',
		},
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
		'Note: answer': note([720, -230], [560, 176], t.notes.answer, 4),
		'Note: journal': note([336, 355], [560, 80], t.notes.journal, 7),
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
		'Create Journal': createJournal([384, 192]),
		'Newest Row': newestRow([576, 192]),
		'Read Journal': readJournal([768, 192], 'Newest Row', [
			{
				keyName: 'recordDate',
				condition: 'gte',
				keyValue: js`$('Read Export File').all().map(item => item.json.date || DateTime.fromISO(item.json.issuedAt ?? '', { zone: 'Europe/Prague' }).toISODate() || $now.setZone('Europe/Prague').toISODate()).map(date => String(date).slice(0, 10)).concat($now.setZone('Europe/Prague').toISODate()).sort()[0]`,
			},
		]),
		Receive: journal('record', 'receive', [960, 0]),
		'Store Receipts': insertRows([1152, 0]),
		'Answer the Sender': node('noOp', 1, [1152, 192]),
		'When It Stops': node('errorTrigger', 1, [0, 461]),
		'Say What Stopped': set([192, 461], {
			subject: 'The intake of receipts stopped',
			text: js`($json.execution?.lastNodeExecuted ?? $json.trigger?.error?.name ?? 'The workflow') + ': ' + ($json.execution?.error?.message ?? $json.trigger?.error?.message ?? '') + '\n' + ($json.execution?.error?.description ?? '') + '\n\nNothing is lost: records that were stored go with the next run.\n' + ($json.execution?.url ?? '')`,
		}),
		'Tell Someone': mail([384, 461], js`$json.subject`, js`$json.text`),
	},
	wires: {
		'eKasa Trigger': 'Read Export File',
		'Read Export File': [['Receive', 'Create Journal']],
		Receive: ['Store Receipts', 'Answer the Sender'],
		'Create Journal': 'Newest Row',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Receive#1',
		'When It Stops': 'Say What Stopped',
		'Say What Stopped': 'Tell Someone',
	},
}));
