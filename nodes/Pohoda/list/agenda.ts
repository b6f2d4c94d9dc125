/** Get Many of the agendas: what differs between them is in core's table. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Agenda } from '../../../core/pohoda/agendas/agenda';
import type { Listed } from '../../../core/pohoda/agendas/answer';
import { AGENDAS, simplified } from '../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import { operationError } from '../../shared/errors';
import { filtersField } from '../../shared/pohoda/filterFields';
import { filtersOf } from '../../shared/pohoda/filterValues';
import { kindFields } from '../../shared/pohoda/kindFields';
import { chosenParts, partsField } from '../../shared/pohoda/partFields';
import { agendaQuestion } from '../../shared/pohoda/questions';
import type { AnyRecord } from '../../shared/pohoda/questions';
import type { Operation } from '../../shared/types';
import { optionsField } from './fields';
import { getManyOperation } from './getMany';
import type { Subject } from './getMany';

interface Options {
	parts?: string[];
	extSystem?: string;
	source?: string;
	homeCurrency?: string;
	overlap?: number;
}

const textOf = (text: string | undefined): string | undefined => text?.trim() || undefined;

function subjectOf(name: AgendaName, context: IExecuteFunctions, index: number, ico: string): Subject<Listed<AnyRecord>> {
	const agenda: Agenda = AGENDAS[name];
	const given = context.getNodeParameter('options', index, {}) as Options;
	const simplify = context.getNodeParameter('simplify', index, true) === true;
	const kind = agenda.list.kind === undefined ? undefined : (context.getNodeParameter('kind', index) as string);
	const extSystem = textOf(given.extSystem);
	const { filters, fault } = filtersOf(
		agenda.list.filter ?? 'id',
		context.getNodeParameter('filters', index, {}) as IDataObject,
		{ extSystem, overlap: given.overlap },
	);
	if (filters === undefined) {
		throw operationError(context.getNode(), `The filters cannot be used: ${fault}`, undefined, index);
	}
	return {
		name,
		label: agenda.label,
		kind,
		filters,
		paged: agenda.list.paged,
		question: (part) =>
			agendaQuestion(agenda, {
				ico,
				kind,
				filters: part,
				parts: chosenParts(name, given.parts),
				extSystem,
				source: textOf(given.source),
				homeCurrency: textOf(given.homeCurrency),
			}),
		shown: ({ record, warnings }) => ({ json: (simplify ? simplified(record) : record) as IDataObject, warnings }),
	};
}

/** Get Many of an agenda. */
export function getManyOf(name: AgendaName): Operation {
	const { list }: Agenda = AGENDAS[name];
	return getManyOperation({
		before: kindFields(name),
		after: [
			...(list.filter === undefined ? [] : [filtersField(list.filter)]),
			optionsField({ records: true, more: list.parts === undefined ? [] : [partsField(name)] }),
		],
		subject: (context, index, ico) => subjectOf(name, context, index, ico),
	});
}
