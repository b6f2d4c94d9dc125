import type { ResourceModule } from '../../../shared/resources';
import { send } from './send';

export const raw: ResourceModule = {
	option: {
		name: 'Raw (XML)',
		value: 'raw',
		description: "XML of any agenda in POHODA's own elements, for what has no operation here",
	},
	short: 'Raw',
	first: 'send',
	operations: [
		{
			option: {
				name: 'Send XML',
				value: 'send',
				action: 'Send raw XML',
				description: 'Send elements of a data pack that you wrote, with identity and the answer of POHODA',
			},
			run: send,
		},
	],
};
