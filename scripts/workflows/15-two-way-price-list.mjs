import { js, workflow } from './build.mjs';
import { byHand, either, every, filter, GO_ON, note, ONCE, ours, set, sftp, stop } from './nodes.mjs';
import { tellSomeone, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'Two-way price list between a register and POHODA',
		notes: {
			setUp: `## Two-way price list
Prices and names that were changed in POHODA go to the register, those changed in the register go to POHODA; where both have changed, POHODA wins. **Set-up**
1. **Settings**: \`folder\` on the SFTP server with the subfolder \`state\`; \`registerList\` = the item list that the register puts there (KASA FIK CSV, POHODA XML, JSON Lines); \`label\` = label of this register (empty: every item).
2. **Stock of POHODA**, **Change POHODA**: a *POHODA mServer API* credential. All SFTP nodes: an *SFTP* credential.
3. **Compare**: the fields, and who wins where both have changed.
4. **Tell Someone**: an SMTP credential, or another messenger. Publish.

A copy of this workflow with another folder and label serves the next register.

n8n’s *Import from File* drops the settings of a workflow. By hand: ⋯ → *Settings*: *Timezone* Europe/Prague, else 04:00 is not 04:00 in Prague: a run notices that, does nothing and says so.`,
			state: `### Changed here, there, or on both sides
The last agreed list (one file in \`state\`) tells which side has changed since. It is written last: killed in the middle, the next run starts from the same state, and what is the same on both sides by then is no change. Quantities go one way only: they are not compared here.`,
		},
		conflicts: { subject: 'Price list: ', one: ' conflict', more: ' conflicts', advice: 'Both sides keep what they have for these items. Correct one of them; the next run looks again.' },
		refused: 'Price list: changes of the register that POHODA did not take:',
		timeZone: 'of Prague, so nothing was done. Open the menu of this workflow (⋯) → Settings → Timezone, choose Europe/Prague, save and publish it again.',
		tellSomeone: { stopped: 'The two-way price list stopped', advice: 'The next run starts from the last agreed list again.' },
	},
};

const folder = "{{ $('Settings').first().json.folder }}";
const CHANGES = `=${folder}/changes-since_{{ $('Newest State').first().json.base }}.csv`;
const STATE = `=${folder}/state/{{ $('Newest State').first().json.next }}.jsonl`;

export default workflow('15-two-way-price-list', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -496], [608, 448], t.notes.setUp),
		'Note: state': note([1472, -288], [608, 208], t.notes.state, 4),
		'Every Day at 4': every([0, 0], { triggerAtHour: 4 }),
		'Run Now': byHand([0, 192]),
		Settings: set([192, 0], { folder: '/prices', registerList: 'register-list.csv', label: '' }),
		'List States': sftp('list', [384, 0], { path: `=${folder}/state`, recursive: false }, { ...ONCE, alwaysOutputData: true }, 1),
		'Newest State': ours('ekasa', [576, 0], { resource: 'stock', operation: 'chooseList', listPrefix: 'state', listEnding: 'jsonl', options: {} }),
		'Stock of POHODA': ours('pohoda', [768, 0], { resource: 'stockItem', operation: 'getAll', returnAll: true, outputAs: 'file', outputBinaryField: 'data', filters: {}, options: {} }, ONCE),
		"Register's List": sftp('download', [960, 0], { path: `=${folder}/{{ $('Settings').first().json.registerList }}`, binaryPropertyName: 'register', options: {} }, {}, 1),
		'Any State?': either([1152, 0], js`$('Newest State').first().json.file !== ''`),
		'Download State': sftp('download', [1344, 0], { path: `=${folder}/state/{{ $('Newest State').first().json.file }}`, binaryPropertyName: 'state', options: {} }, {}, 1),
		Compare: ours('stockSync', [1536, 0], {
			mode: 'twoWay',
			matchBy: 'code',
			fields: { rule: [{ field: 'price', winner: 'source', tolerance: 0 }, { field: 'name', winner: 'source', tolerance: 0 }] },
			allow: ['create', 'update'],
			allowInSource: ['update'],
			rules: { label: js`$('Settings').first().json.label` },
			options: { targetBinary: 'register', stateAs: 'file', whenStopped: 'error' },
		}),
		'Write Changes File': ours('ekasa', [1728, 0], { resource: 'stock', operation: 'writeChangesFile', moreColumns: ['labels'], options: {} }),
		'Upload Changes': sftp('upload', [1920, 0], { path: `${CHANGES}.part`, binaryData: true, binaryPropertyName: 'data', options: {} }, {}, 1),
		'Remove Older': sftp('delete', [2112, 0], { path: CHANGES, options: {} }, GO_ON, 1),
		'Show Changes': sftp('rename', [2304, 0], { oldPath: `${CHANGES}.part`, newPath: CHANGES, options: {} }, {}, 1),
		'Change POHODA': ours('pohoda', [1920, 192], { resource: 'stockItem', operation: 'update', recordSource: 'items', whenRunFromEditor: 'send', options: {} }),
		'Not Changed': filter([2112, 192], js`!['updated', 'unchanged', 'duplicate', 'preview'].includes($json.outcome)`),
		'Say What Was Refused': set([2304, 192], {
			subject: js`'${t.refused} ' + $('Not Changed').all().length`,
			text: js`$('Not Changed').all().slice(0, 50).map(item => item.json.message).join('\n')`,
		}, ONCE),
		'Write Message': set([1728, 384], {
			subject: js`'${t.conflicts.subject}' + $('Compare').all(1).length + ($('Compare').all(1).length === 1 ? '${t.conflicts.one}' : '${t.conflicts.more}')`,
			text: js`$('Compare').all(1).slice(0, 50).map(item => item.json.message).join('\n') + '\n\n${t.conflicts.advice}'`,
		}, ONCE),
		'With a State': filter([1728, 576], js`$binary.state !== undefined`),
		'Upload State': sftp('upload', [1920, 576], { path: `${STATE}.part`, binaryData: true, binaryPropertyName: 'state', options: {} }, {}, 1),
		'Keep State': sftp('rename', [2112, 576], { oldPath: `${STATE}.part`, newPath: STATE, options: {} }, {}, 1),
		'Not Prague Time': filter([192, -688], js`$now.offset !== $now.setZone('Europe/Prague').offset`),
		'Set the Time Zone': stop([384, -688], js`'04:00 is 04:00 of ' + $now.zoneName + ' here, not ${t.timeZone}'`),
		'When It Stops': whenItStops([2304, 768]),
		'Tell Someone': tellSomeone([2496, 384], t.tellSomeone, 'shop@example.com'),
	},
	wires: {
		'Every Day at 4': [['Settings', 'Not Prague Time']],
		'Not Prague Time': 'Set the Time Zone',
		'Run Now': 'Settings',
		Settings: 'List States',
		'List States': 'Newest State',
		'Newest State': 'Stock of POHODA',
		'Stock of POHODA': "Register's List",
		"Register's List": 'Any State?',
		'Any State?': ['Download State', ['Compare', 'Compare#1']],
		'Download State': [['Compare', 'Compare#1']],
		Compare: ['Write Changes File', 'Write Message', 'With a State'],
		'Write Changes File': ['Upload Changes', 'Change POHODA'],
		'Upload Changes': 'Remove Older',
		'Remove Older': 'Show Changes',
		'Change POHODA': 'Not Changed',
		'Not Changed': 'Say What Was Refused',
		'Say What Was Refused': 'Tell Someone',
		'Write Message': 'Tell Someone',
		'With a State': 'Upload State',
		'Upload State': 'Keep State',
		'When It Stops': 'Tell Someone',
	},
}));
