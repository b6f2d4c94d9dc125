import { js, part, workflow } from './build.mjs';
import { decide, problems } from './journal.mjs';
import { either, note, ONCE, set } from './nodes.mjs';
import { ending, escaped, form, itStopped, page, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'Problems',
		notes: {
			setUp: `## Problems
What a person must decide, with amounts and what to do; of every target (\`pohoda\`, \`idoklad\`, …).

**Set-up**
1. **Open Problems**: choose a *Basic Auth* credential (the page shows business data).
2. Publish; the address of the form stands in **Open Problems**.

Only one target on this page? Enter its flow name in **Get Problems**.`,
			decide: `### Rows are added, never edited
A decision is one more row in \`sync_journal\`, with who decided and why. A decision that would book twice is refused with the way out.`,
		},
		openProblems: {
			title: 'Problems',
			description: 'Receipts that wait for a decision: held, refused, changed in the till after they were sent, deleted in accounting, refused on entry, or waiting for longer than a day.',
			button: 'Show them',
			who: 'Your name',
			whoExample: 'e.g. Jana',
		},
		choose: { title: 'Problems', button: 'Decide' },
		nothingToDecide: { title: 'Nothing to decide', message: 'No receipt waits for a person.' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'The form Problems stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('3-problems', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -307], [592, 240], t.notes.setUp),
		'Note: decide': note([624, -192], [624, 128], t.notes.decide, 4),
		'Open Problems': form([0, 0], 'sync-problems', t.openProblems, [{ fieldLabel: t.openProblems.who, fieldName: 'who', placeholder: t.openProblems.whoExample, requiredField: true }]),
		'Get Problems': problems([192, 0]),
		'Any?': either([384, 0], js`$json.key !== undefined`),
		'Number Them': set([576, 0], {
			key: js`$json.ref || $json.id`,
			label: js`($itemIndex + 1) + '. [' + $json.state + '] ' + ($json.flow !== '' && $json.flow !== 'intake' && new Set($('Get Problems').all().map(item => item.json.flow).filter(flow => flow !== '' && flow !== 'intake')).size > 1 ? $json.flow + ': ' : '') + ($json.message.startsWith($json.title) || ($json.key.startsWith('intake/') && !$json.number) ? $json.message : $json.title + ': ' + $json.message).replaceAll('<', '‹').replaceAll('>', '›')`,
		}),
		Choose: page([768, 0], {
			defineForm: 'json',
			jsonOutput: js`JSON.stringify([{ fieldLabel: 'Receipts', fieldName: 'records', fieldType: 'checkbox', requiredField: true, fieldOptions: { values: $('Number Them').all().slice(0, 200).map(item => ({ option: item.json.label })) } }, { fieldLabel: 'Decision', fieldName: 'decision', fieldType: 'radio', requiredField: true, fieldOptions: { values: ['Retry', 'Hold', 'Entered by Hand', 'Not to Be Sent', 'Send Again'].map(option => ({ option })) } }, { fieldLabel: 'Number in accounting (Entered by Hand)', fieldName: 'targetNumber', placeholder: 'e.g. 26PP0012' }, { fieldLabel: 'Reason', fieldName: 'reason', placeholder: 'e.g. invoice instead of a receipt' }]).split('$').join('$$')`,
			options: {
				formTitle: t.choose.title,
				formDescription: escaped(part`$('Number Them').all().length + ' receipts wait for a decision' + ($('Number Them').all().length > 200 ? '; the first 200 are shown' : '') + '.\nRetry: goes with the next run. Hold: stays out. Entered by Hand: it is in accounting, under the number that you give. Not to Be Sent: it never shall be. Send Again: makes a new document on purpose, because the one in accounting was deleted or cancelled.'`),
				buttonLabel: t.choose.button,
				customCss: `.container { width: 720px; max-width: 94vw; }
.header p, .form-header p { text-align: left; }`,
			},
		}, ONCE),
		Decision: set([960, 0], {
			keys: [js`($('Choose').first().json.records ?? []).flatMap(label => $('Number Them').all()[Number.parseInt(label, 10) - 1]?.json.key ?? [])`, 'array'],
			decision: js`({ 'Retry': 'retry', 'Hold': 'hold', 'Entered by Hand': 'enteredByHand', 'Not to Be Sent': 'notToBeSent', 'Send Again': 'sendAgain' })[$json.decision]`,
			targetNumber: js`$json.targetNumber ?? ''`,
			who: js`$('Open Problems').first().json.who`,
			reason: js`$json.reason ?? ''`,
		}),
		Decide: decide([1152, 0]),
		Decided: ending([1344, 0], js`$json.set.length + ' decided' + ($json.refused.length ? ', ' + $json.refused.length + ' not set' : '')`, escaped(part`$json.messages.map(one => '• ' + one).join('\n') + ($json.refused.length ? '\n\nNot set:\n' + $json.refused.map(one => '• ' + one.key + ': ' + one.reason).join('\n') : '') + (missing => missing ? '\n\n' + missing + ' of the chosen were not found: open Problems again and choose them anew.' : '')(($('Choose').first().json.records ?? []).filter(label => !$('Number Them').all()[Number.parseInt(label, 10) - 1]).length)`)),
		'Nothing to Decide': ending([576, 192], t.nothingToDecide.title, t.nothingToDecide.message),
		'It Stopped': itStopped([1536, -192], t.itStopped),
		'Stop the Run': stopTheRun([1728, -192]),
		'When It Stops': whenItStops([0, 307]),
		'Tell Someone': tellSomeone([192, 307], t.tellSomeone),
	},
	wires: {
		'Open Problems': 'Get Problems',
		'Get Problems': ['Any?', 'It Stopped'],
		'Any?': ['Number Them', 'Nothing to Decide'],
		'Number Them': 'Choose',
		Choose: 'Decision',
		Decision: 'Decide',
		Decide: ['Decided', 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
