import { describe, expect, test } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from '../../../nodes/shared/operation';
import { propertiesOf, subtitleOf } from '../../../nodes/shared/panel';
import { limitFields } from '../../../nodes/shared/properties';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({ displayName: name, name, type: 'string', default: '', ...more });

function operation(value: string, fields: INodeProperties[], more: Partial<Operation> = {}): Operation {
	return { name: `Do ${value}`, value, action: `Do ${value} now`, description: `Does ${value}`, fields, execute: async () => [], ...more };
}

function resource(value: string, operations: Operation[], more: Partial<Resource> = {}): Resource {
	return { name: `A ${value}`, value, description: `About ${value}`, first: operations[0], operations, ...more };
}

const shown = (resources: Resource[]) =>
	propertiesOf(resources, resources[0].value)
		.filter(({ name }) => name !== 'resource' && name !== 'operation')
		.map(({ name, displayOptions }) => [name, displayOptions?.show]);

describe('propertiesOf', () => {
	test('adds resource and operation to the conditions that are there', () => {
		const [, , returnAll, limit] = propertiesOf([resource('company', [operation('getAll', limitFields())])], 'company');
		expect(returnAll.displayOptions).toEqual({ show: { resource: ['company'], operation: ['getAll'] } });
		expect(limit.displayOptions).toEqual({ show: { returnAll: [false], resource: ['company'], operation: ['getAll'] } });
	});

	test('conditions for resource and operation come first: an expression in another parameter must not show the field everywhere', () => {
		const [, , , limit] = propertiesOf([resource('company', [operation('getAll', limitFields())])], 'company');
		expect(Object.keys(limit.displayOptions?.show ?? {})).toEqual(['resource', 'operation', 'returnAll']);
	});

	test('selectors: resources by name, operations as they are listed', () => {
		const [resources, a, b] = propertiesOf([resource('b', [operation('z', []), operation('y', [])]), resource('a', [operation('x', [])])], 'b');
		expect(resources).toMatchObject({ name: 'resource', default: 'b', noDataExpression: true, options: [{ value: 'a' }, { name: 'A b', value: 'b', description: 'About b' }] });
		expect(a).toMatchObject({ name: 'operation', default: 'x', displayOptions: { show: { resource: ['a'] } } });
		expect(b).toMatchObject({ name: 'operation', default: 'z', options: [{ name: 'Do z', value: 'z', action: 'Do z now', description: 'Does z' }, { value: 'y' }] });
	});

	test('the same field of several operations stands there once, and every order stays', () => {
		const [key, date, note] = [field('key'), field('date'), field('note')];
		expect(shown([resource('a', [operation('create', [key, note]), operation('get', [key, date])]), resource('b', [operation('create', [key, date, note])])])).toEqual([
			['key', { resource: ['b', 'a'], operation: ['create', 'get'] }],
			['date', { resource: ['b'], operation: ['create'] }],
			['date', { resource: ['a'], operation: ['get'] }],
			['note', { resource: ['b', 'a'], operation: ['create'] }],
		]);
	});

	test('fields of one name that say something else stay apart', () => {
		expect(shown([resource('a', [operation('create', [field('key')]), operation('get', [field('key', { description: 'Other' })])])])).toEqual([
			['key', { resource: ['a'], operation: ['create'] }],
			['key', { resource: ['a'], operation: ['get'] }],
		]);
	});

	test('two orders of the same fields need one of them twice', () => {
		const [x, y] = [field('x'), field('y')];
		const names = shown([resource('a', [operation('one', [x, y]), operation('two', [y, x])])]).map(([name]) => name);
		expect(names).toHaveLength(3);
	});

	const options = (...fields: INodeProperties[]) => field('options', { type: 'collection', default: {}, options: fields });

	test('collections that differ in what can be added are one, and what is added names the operations that do', () => {
		const description = 'Long enough to stand there once only. '.repeat(9);
		const [size, time, note] = [field('size'), field('time', { description }), field('note', { displayOptions: { show: { '/mode': ['a'] } } })];
		const properties = propertiesOf([resource('a', [operation('create', [options(note, size, time)]), operation('get', [options(time)])])], 'a');
		const collections = properties.filter(({ name }) => name === 'options');
		expect(collections.map(({ displayOptions }) => displayOptions)).toEqual([{ show: { resource: ['a'], operation: ['create', 'get'] } }]);
		expect(collections[0].options).toEqual([
			{ ...note, displayOptions: { show: { '/resource': ['a'], '/operation': ['create'], '/mode': ['a'] } } },
			{ ...size, displayOptions: { show: { '/resource': ['a'], '/operation': ['create'] } } },
			time,
		]);
	});

	test('what begins with another value is another collection', () => {
		const made = shown([resource('a', [operation('create', [options(field('size', { default: '1' }))]), operation('get', [options(field('size', { default: '2' }))])])]);
		expect(made).toEqual([
			['options', { resource: ['a'], operation: ['create'] }],
			['options', { resource: ['a'], operation: ['get'] }],
		]);
	});

	test('operations that share a name but not the field are not drawn in', () => {
		const key = field('key');
		expect(shown([resource('a', [operation('create', [key]), operation('get', [])]), resource('b', [operation('create', []), operation('get', [key])])])).toEqual([
			['key', { resource: ['a'], operation: ['create'] }],
			['key', { resource: ['b'], operation: ['get'] }],
		]);
	});
});

describe('subtitleOf', () => {
	const operations = [operation('get', []), operation('getAll', [], { subtitle: 'All' })];
	const say = (text: string, operationName: string) => new Function('$parameter', `return ${/^=\{\{(.*)\}\}$/.exec(text)![1]}`)({ resource: 'a', operation: operationName });

	test('operation and resource', () => {
		const text = subtitleOf([resource('a', operations, { short: 'Thing' })]);
		expect([say(text, 'get'), say(text, 'getAll')]).toEqual(['Do get: Thing', 'All: Thing']);
	});

	test('operation alone', () => expect(say(subtitleOf([resource('a', operations)]), 'get')).toBe('Do get'));
});
