/** What the panel says, as the poll needs it. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Agenda } from '../../core/pohoda/agendas/agenda';
import type { Listed } from '../../core/pohoda/agendas/answer';
import type { RecordFilter } from '../../core/pohoda/agendas/filters';
import { AGENDAS } from '../../core/pohoda/agendas/index';
import type { AgendaName } from '../../core/pohoda/agendas/index';
import { stableJson } from '../../core/text/digest';
import { operationError } from '../shared/errors';
import { filtersOf, OVERLAP } from '../shared/pohoda/filterValues';
import type { Question } from '../shared/pohoda/pages';
import { chosenParts } from '../shared/pohoda/partFields';
import { agendaQuestion } from '../shared/pohoda/questions';
import type { AnyRecord } from '../shared/pohoda/questions';
import { TIMEOUT } from '../shared/pohoda/recordOptions';
import { textOf } from '../shared/values';
import { MOST } from './properties';

/** Records of one request. */
const PAGE_SIZE = 1000;

export interface Settings {
	/** Names what is asked for: the cursor of another question is of no use. */
	of: string;
	filter: RecordFilter;
	question(filter: RecordFilter): Question<Listed<AnyRecord>>;
	/** Seconds. */
	overlap: number;
	pageSize: number;
	most: number;
	/** Milliseconds. */
	timeout: number;
	simplify: boolean;
}

interface Options {
	extSystem?: string;
	homeCurrency?: string;
	most?: number;
	overlap?: number;
	parts?: string[];
	source?: string;
	timeout?: number;
}

/** @throws NodeOperationError for filters that POHODA cannot be asked with */
export function readSettings(context: IPollFunctions, ico: string): Settings {
	const name = context.getNodeParameter('agenda', 'stockItem') as AgendaName;
	const agenda: Agenda = AGENDAS[name];
	const options = context.getNodeParameter('options', {}) as Options;
	const kind = agenda.list.kind === undefined ? undefined : (context.getNodeParameter('kind') as string);
	const { filters, fault } = filtersOf(agenda.list.filter ?? 'id', context.getNodeParameter('filters', {}) as IDataObject);
	if (filters === undefined) throw operationError(context.getNode(), `The filters cannot be used: ${fault}`);
	const [filter = {}] = filters;
	const about = {
		ico,
		kind,
		parts: chosenParts(name, options.parts),
		extSystem: textOf(options.extSystem),
		source: textOf(options.source),
		homeCurrency: textOf(options.homeCurrency),
	};
	return {
		of: stableJson({ name, filter, ...about }),
		filter,
		question: (one) => agendaQuestion(agenda, { ...about, filters: Object.keys(one).length === 0 ? [] : [one] }),
		overlap: options.overlap ?? OVERLAP,
		pageSize: PAGE_SIZE,
		most: Math.max(1, options.most ?? MOST),
		timeout: (options.timeout ?? TIMEOUT) * 1000,
		simplify: context.getNodeParameter('simplify', true) === true,
	};
}
