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
		'Any?': either([384, 0], js`$json.count > 0`),
		Choose: page([576, 0], {
			defineForm: 'json',
			jsonOutput: js`JSON.stringify($json.fields).split('$').join('$$')`,
			options: {
				formTitle: t.choose.title,
				formDescription: escaped(part`$json.intro`),
				buttonLabel: t.choose.button,
				customCss: `.container { width: 720px; max-width: 94vw; }
.header p, .form-header p { text-align: left; }`,
			},
		}, ONCE),
		Decision: set([768, 0], {
			keys: [js`($json.records ?? []).flatMap(label => $('Get Problems').first().json.refs[Number.parseInt(label, 10) - 1] ?? [])`, 'array'],
			decision: js`({ 'Retry': 'retry', 'Hold': 'hold', 'Entered by Hand': 'enteredByHand', 'Not to Be Sent': 'notToBeSent', 'Send Again': 'sendAgain' })[$json.decision]`,
			targetNumber: js`$json.targetNumber ?? ''`,
			who: js`$('Open Problems').first().json.who`,
			reason: js`$json.reason ?? ''`,
			missing: [js`($json.records ?? []).filter(label => !$('Get Problems').first().json.refs[Number.parseInt(label, 10) - 1]).length`, 'number'],
		}),
		Decide: decide([960, 0]),
		Decided: ending([1152, 0], js`$json.set.length + ' decided' + ($json.refused.length ? ', ' + $json.refused.length + ' not set' : '')`, escaped(part`$json.text + (missing => missing ? '\n\n' + missing + ' of the chosen were not found: open Problems again and choose them anew.' : '')($('Decision').first().json.missing)`)),
		'Nothing to Decide': ending([576, 192], t.nothingToDecide.title, t.nothingToDecide.message),
		'It Stopped': itStopped([1344, -192], t.itStopped),
		'Stop the Run': stopTheRun([1536, -192]),
		'When It Stops': whenItStops([0, 307]),
		'Tell Someone': tellSomeone([192, 307], t.tellSomeone),
	},
	wires: {
		'Open Problems': 'Get Problems',
		'Get Problems': ['Any?', 'It Stopped'],
		'Any?': ['Choose', 'Nothing to Decide'],
		Choose: 'Decision',
		Decision: 'Decide',
		Decide: ['Decided', 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
