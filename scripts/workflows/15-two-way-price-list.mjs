import { js, node, workflow } from './build.mjs';
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
		tellSomeone: { stopped: 'The two-way price list stopped', advice: 'The next run starts from the last agreed list again.' },
	},
};

export default workflow('15-two-way-price-list', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -496], [608, 448], t.notes.setUp),
		'Note: state': note([1472, -288], [608, 208], t.notes.state, 4),
		'Every Day at 4': every([0, 0], { triggerAtHour: 4 }),
		'Run Now': byHand([0, 192]),
		Settings: set([192, 0], { folder: '/prices', registerList: 'register-list.csv', label: '' }),
		'Stock of POHODA': ours('pohoda', [384, 0], { resource: 'stockItem', operation: 'getAll', returnAll: true, outputAs: 'file', outputBinaryField: 'data', filters: {}, options: {} }, ONCE),
		"Register's List": sftp('download', [576, 192], { path: "={{ $('Settings').first().json.folder }}/{{ $('Settings').first().json.registerList }}", binaryPropertyName: 'data', options: {} }, {}, 1),
		'List States': sftp('list', [768, 384], { path: "={{ $('Settings').first().json.folder }}/state", recursive: false }, { ...ONCE, alwaysOutputData: true }, 1),
		'Newest State': set([960, 384], {
			state: js`$('List States').all().map(item => String(item.json.name ?? '')).filter(name => /^state_[\d-]+\.jsonl$/.test(name)).sort().at(-1) ?? ''`,
			newName: js`'state_' + $now.toUTC().toFormat('yyyyMMdd-HHmmssSSS') + '.jsonl'`,
		}, ONCE),
		'Any State?': either([1152, 384], js`$json.state !== ''`),
		'Download State': sftp('download', [1344, 288], { path: "={{ $('Settings').first().json.folder }}/state/{{ $json.state }}", binaryPropertyName: 'state', options: {} }, {}, 1),
		'No State Yet': node('set', 3.4, [1344, 480], { mode: 'raw', jsonOutput: '{}', options: {} }),
		'List and State': node('merge', 3.2, [1536, 192], { mode: 'combine', combineBy: 'combineByPosition', options: {} }),
		Compare: ours('stockSync', [1728, 0], {
			mode: 'twoWay',
			matchBy: 'code',
			fields: { rule: [{ field: 'price', winner: 'source', tolerance: 0 }, { field: 'name', winner: 'source', tolerance: 0 }] },
			allow: ['create', 'update'],
			allowInSource: ['update'],
			rules: { label: js`$('Settings').first().json.label` },
			options: { stateAs: 'file', whenStopped: 'error' },
		}),
		'For the Register?': either([1920, 0], js`$json.applyTo === 'target'`),
		'Flat Rows': set([2112, 0], {
			action: js`$json.action`,
			code: js`$json.code`,
			eans: js`(($json.after ?? $json.before).eans ?? []).join(' ')`,
			name: js`($json.after ?? $json.before).name ?? ''`,
			unit: js`($json.after ?? $json.before).unit ?? ''`,
			vatRate: js`String(($json.after ?? $json.before).vatRate ?? '')`,
			price: js`String(($json.after ?? $json.before).prices?.sale ?? '')`,
			priceIncludesVat: js`String(($json.after ?? $json.before).prices?.saleIncludesVat ?? '')`,
			labels: js`(($json.after ?? $json.before).labels ?? []).join(' ')`,
		}),
		'To CSV': node('convertToFile', 1.1, [2304, 0], { operation: 'csv', binaryPropertyName: 'data', options: { fileName: 'changes.csv', headerRow: true, delimiter: ';' } }),
		'Upload Changes': sftp('upload', [2496, 0], {
			path: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.jsonl', '') }}.csv.part",
			binaryData: true,
			binaryPropertyName: 'data',
			options: {},
		}, {}, 1),
		'Remove Older': sftp('delete', [2688, 0], {
			path: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.jsonl', '') }}.csv",
			options: {},
		}, GO_ON, 1),
		'Show Changes': sftp('rename', [2880, 0], {
			oldPath: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.jsonl', '') }}.csv.part",
			newPath: "={{ $('Settings').first().json.folder }}/changes-since_{{ ($('Newest State').first().json.state || 'nothing').replace('.jsonl', '') }}.csv",
			options: {},
		}, {}, 1),
		'Item of POHODA': node('set', 3.4, [2112, 192], { mode: 'raw', jsonOutput: js`$json.after`, options: {} }),
		'Change POHODA': ours('pohoda', [2304, 192], { resource: 'stockItem', operation: 'update', recordSource: 'items', whenRunFromEditor: 'send', options: {} }),
		'Not Changed': filter([2496, 192], js`!['updated', 'unchanged', 'duplicate', 'preview'].includes($json.outcome)`),
		'Say What Was Refused': set([2688, 192], {
			subject: js`'Price list: POHODA did not take ' + $('Not Changed').all().length + ' changes of the register'`,
			text: js`$('Not Changed').all().slice(0, 50).map(item => item.json.message).join('\n')`,
		}, ONCE),
		'Write Message': set([2112, 384], {
			subject: js`'Price list: ' + $('Compare').all(1).length + ($('Compare').all(1).length === 1 ? ' conflict' : ' conflicts')`,
			text: js`$('Compare').all(1).slice(0, 50).map(item => item.json.message).join('\n') + '\n\nBoth sides keep what they have for these items. Correct one of them; the next run looks again.'`,
		}, ONCE),
		'With a State': filter([1920, 576], js`$binary.state !== undefined`),
		'Upload State': sftp('upload', [2112, 576], {
			path: "={{ $('Settings').first().json.folder }}/state/{{ $('Newest State').first().json.newName }}.part",
			binaryData: true,
			binaryPropertyName: 'state',
			options: {},
		}, {}, 1),
		'Keep State': sftp('rename', [2304, 576], {
			oldPath: "={{ $('Settings').first().json.folder }}/state/{{ $('Newest State').first().json.newName }}.part",
			newPath: "={{ $('Settings').first().json.folder }}/state/{{ $('Newest State').first().json.newName }}",
			options: {},
		}, {}, 1),
		'Not Prague Time': filter([192, -688], js`$now.offset !== $now.setZone('Europe/Prague').offset`),
		'Set the Time Zone': stop([384, -688], js`'04:00 is 04:00 of ' + $now.zoneName + ' here, not of Prague, so nothing was done. Open the menu of this workflow (⋯) → Settings → Timezone, choose Europe/Prague, save and publish it again.'`),
		'When It Stops': whenItStops([2688, 768]),
		'Tell Someone': tellSomeone([3072, 384], t.tellSomeone, 'shop@example.com'),
	},
	wires: {
		'Every Day at 4': [['Settings', 'Not Prague Time']],
		'Run Now': 'Settings',
		Settings: 'Stock of POHODA',
		'Stock of POHODA': [["Register's List", 'Compare']],
		"Register's List": [['List States', 'List and State']],
		'List States': 'Newest State',
		'Newest State': 'Any State?',
		'Any State?': ['Download State', 'No State Yet'],
		'Download State': 'List and State#1',
		'No State Yet': 'List and State#1',
		'List and State': 'Compare#1',
		Compare: ['For the Register?', 'Write Message', 'With a State'],
		'For the Register?': ['Flat Rows', 'Item of POHODA'],
		'Flat Rows': 'To CSV',
		'To CSV': 'Upload Changes',
		'Upload Changes': 'Remove Older',
		'Remove Older': 'Show Changes',
		'Item of POHODA': 'Change POHODA',
		'Change POHODA': 'Not Changed',
		'Not Changed': 'Say What Was Refused',
		'With a State': 'Upload State',
		'Upload State': 'Keep State',
		'When It Stops': 'Tell Someone',
		'Write Message': 'Tell Someone',
		'Say What Was Refused': 'Tell Someone',
		'Not Prague Time': 'Set the Time Zone',
	},
}));
