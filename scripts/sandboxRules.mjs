/**
 * Writes the rule tables of the POHODA stand-in from STORMWARE's schemas: for each kind of request that it answers,
 * every type it can meet. The schemas live outside the repository (see docs/testing.md); the tables are data and are
 * committed, so that the stand-in is just as strict without them.
 *
 *     node scripts/sandboxRules.mjs ../shared/pohoda/xsd
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';

const [folder = '../shared/pohoda/xsd', target = 'test/sandbox/mserver/rules/contract.json'] = process.argv.slice(2);

/** Elements of a dataPackItem that the stand-in answers. */
const ROOTS = [
	'adb:addressbook', 'stk:stock', 'ord:order', 'inv:invoice', 'ofr:offer', 'pro:prodejka', 'vch:voucher', 'vyd:vydejka',
	'pri:prijemka', 'pre:prevodka', 'asv:accountingSalesVouchers', 'prn:print', 'dis:discount',
	'lAdb:listAddressBookRequest', 'lStk:listStockRequest', 'lCon:listContractRequest', 'lCen:listCentreRequest',
	'lAcv:listActivityRequest', 'acu:listAccountingUnitRequest',
	...['Invoice', 'Offer', 'Order', 'Vydejka', 'Prijemka', 'Prevodka', 'Voucher', 'Prodejka', 'CashRegister', 'BankAccount',
		'Storage', 'SellingPrice', 'Store', 'Payment', 'NumericalSeries', 'Establishment', 'ClassificationVAT',
		'RegistrationNumber', 'GlobalSettings'].map((name) => `lst:list${name}Request`),
];

const PREFIXES = {
	acu: 'accountingunit', acv: 'activity', adb: 'addressbook', asv: 'accountingSalesVouchers', bka: 'bankAccount',
	cas: 'cashRegister', cen: 'centre', con: 'contract', dat: 'data', dis: 'discount', est: 'establishment', ftr: 'filter',
	inv: 'invoice', lAcv: 'list_activity', lAdb: 'list_addBook', lCen: 'list_centre', lCon: 'list_contract',
	lst: 'list', lStk: 'list_stock', nms: 'numericalSeries', ofr: 'offer', ord: 'order', pay: 'payment', pre: 'prevodka', pri: 'prijemka',
	prn: 'print', pro: 'prodejka', rdc: 'documentresponse', rgn: 'registrationNumber', rsp: 'response', sto: 'store', stk: 'stock',
	typ: 'type', vch: 'voucher', vyd: 'vydejka',
};
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', preserveOrder: true, parseTagValue: false, trimValues: true });

/** Node of the schema: { tag, attributes, children, text }. */
function node(raw) {
	const name = Object.keys(raw).find((key) => key !== ':@');
	const inner = raw[name];
	return {
		tag: name.replace(/^.*:/, ''),
		attributes: raw[':@'] ?? {},
		children: Array.isArray(inner) ? inner.filter((child) => !('#text' in child)).map(node) : [],
		text: Array.isArray(inner) ? inner.filter((child) => '#text' in child).map((child) => child['#text']).join(' ') : '',
	};
}

const prefixOfUri = new Map();
const schemas = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.xsd'))) {
	const parsed = parser.parse(iconv.decode(readFileSync(join(folder, file)), 'windows-1250'));
	const schema = parsed.map(node).find(({ tag }) => tag === 'schema');
	const base = file.replace(/\.xsd$/, '');
	const prefix = Object.keys(PREFIXES).find((key) => PREFIXES[key] === base) ?? base;
	prefixOfUri.set(schema.attributes.targetNamespace, prefix);
	schemas.set(prefix, schema);
}

/** "ftr:filterIDType" as it stands in a schema -> prefix of ours and local name. */
function resolve(qualified, prefix) {
	const [, given, local] = /^(?:([^:]+):)?(.+)$/.exec(qualified);
	const { attributes } = schemas.get(prefix);
	const uri = attributes[given ? `xmlns:${given}` : 'xmlns'];
	if (uri === 'http://www.w3.org/2001/XMLSchema') return { prefix: 'xsd', local };
	return { prefix: prefixOfUri.get(uri), local };
}

const declared = (tag, prefix, local) => schemas.get(prefix)?.children.find((child) => child.tag === tag && child.attributes.name === local);
const find = (parent, ...tags) => parent.children.find(({ tag }) => tags.includes(tag));

const table = {};
const PRIMITIVES = { string: 'string', normalizedString: 'string', boolean: 'xsdBoolean', date: 'date', dateTime: 'dateTime', time: 'time', float: 'double', double: 'double', decimal: 'double', integer: 'integer', int: 'integer', long: 'integer', short: 'integer:-32768..32767', gYear: 'string', base64Binary: 'string' };

/** Simple type as the notation of the rule tables. */
function simple(definition, prefix) {
	const union = find(definition, 'union');
	if (union) {
		const members = (union.attributes.memberTypes ?? '').split(/\s+/).filter(Boolean).map((name) => typeSpec(name, prefix));
		const enums = members.filter((spec) => spec.startsWith('enum:'));
		if (enums.length === members.length) return `enum:${[...new Set(enums.flatMap((spec) => spec.slice(5).split('|')))].join('|')}`;
		const empty = members.some((spec) => spec === 'enum:' || spec === 'string:0');
		return empty && members[0] === 'date' ? 'dateOrEmpty' : 'string';
	}
	const restriction = find(definition, 'restriction');
	if (!restriction) return 'string';
	const base = typeSpec(restriction.attributes.base, prefix);
	const facet = (name) => restriction.children.find(({ tag }) => tag === name)?.attributes.value;
	const values = restriction.children.filter(({ tag }) => tag === 'enumeration').map(({ attributes }) => attributes.value);
	if (values.length) return `enum:${values.join('|')}`;
	const kind = base.split(':')[0];
	if (kind === 'string') {
		const [low, high] = /^string(?::(?:(\d*)\.\.)?(\d*))?$/.exec(base)?.slice(1) ?? [];
		const pattern = restriction.children.find(({ tag, attributes }) => tag === 'pattern' && attributes.value === '.*[^\\s].*');
		const minimum = facet('minLength') ?? (pattern ? '1' : low) ?? '';
		const maximum = facet('maxLength') ?? facet('length') ?? high ?? '';
		if (minimum !== '' && minimum !== '0') return `string:${minimum}..${maximum}`;
		return maximum === '' ? 'string' : `string:${maximum}`;
	}
	const low = facet('minInclusive') ?? '';
	const high = facet('maxInclusive') ?? '';
	return low === '' && high === '' ? base : `${kind}:${low}..${high}`;
}

/** A type by its name: the notation of a simple one, or the name of a complex one, which goes into the table. */
function typeSpec(name, prefix) {
	const at = resolve(name, prefix);
	if (at.prefix === 'xsd') {
		if (!(at.local in PRIMITIVES) && at.local !== 'anyType') throw new Error(`xsd:${at.local}`);
		return PRIMITIVES[at.local] ?? 'string';
	}
	const simpleType = declared('simpleType', at.prefix, at.local);
	if (simpleType) return simple(simpleType, at.prefix);
	const complex = declared('complexType', at.prefix, at.local);
	if (!complex) throw new Error(`${name} in ${prefix}`);
	const key = `${at.prefix}:${at.local}`;
	if (!(key in table)) {
		table[key] = {};
		Object.assign(table[key], complexRule(complex, at.prefix, key));
	}
	return key;
}

const occurs = ({ minOccurs = '1', maxOccurs = '1' }) => {
	if (maxOccurs !== '1') return `${minOccurs === '0' ? '*' : '+'}${maxOccurs === 'unbounded' ? '' : maxOccurs}`;
	return minOccurs === '0' ? '?' : '';
};

/** [canonical name, "type" + occurrence + "~" where it is for export only]. */
function element(el, prefix, owner) {
	const { attributes } = el;
	if (attributes.ref) {
		const at = resolve(attributes.ref, prefix);
		const global = declared('element', at.prefix, at.local);
		return [`${at.prefix}:${at.local}`, `${element(global, at.prefix, owner)[1].replace(/(?:[?]|[*+]\d*)?~?$/, '')}${occurs(attributes)}`];
	}
	const inline = find(el, 'complexType', 'simpleType');
	let type = 'string';
	if (attributes.type) type = typeSpec(attributes.type, prefix);
	else if (inline?.tag === 'simpleType') type = simple(inline, prefix);
	else if (inline) {
		type = `${owner}.${attributes.name}`;
		table[type] = {};
		Object.assign(table[type], complexRule(inline, prefix, type));
	}
	const documentation = find(el, 'annotation')?.children.map(({ text }) => text).join(' ') ?? '';
	const exportOnly = /pouze (pro )?export|jen pro export/i.test(documentation) ? '~' : '';
	return [`${prefix}:${attributes.name}`, `${type}${occurs(attributes)}${exportOnly}`];
}

/** A group of the content model: ["seq" | "or", occurrence, ...parts]; a part is a group or [name, spec]. */
function particle(part, prefix, owner) {
	if (part.tag === 'element') return element(part, prefix, owner);
	if (part.tag === 'group') {
		const at = resolve(part.attributes.ref, prefix);
		const inner = declared('group', at.prefix, at.local).children.find(({ tag }) => ['sequence', 'choice', 'all'].includes(tag));
		return particle({ ...inner, attributes: { ...inner.attributes, ...part.attributes } }, at.prefix, owner);
	}
	const parts = part.children.filter(({ tag }) => ['element', 'group', 'sequence', 'choice', 'all'].includes(tag));
	return [{ sequence: 'seq', choice: 'or', all: 'all' }[part.tag], occurs(part.attributes), ...parts.map((one) => particle(one, prefix, owner))];
}

function attributesOf(holder, prefix) {
	const found = {};
	for (const child of holder.children) {
		if (child.tag === 'attributeGroup') {
			const at = resolve(child.attributes.ref, prefix);
			const group = declared('attributeGroup', at.prefix, at.local) ?? declared('attributeGroup', prefix, at.local);
			Object.assign(found, attributesOf(group, at.prefix ?? prefix));
		}
		if (child.tag !== 'attribute') continue;
		const inline = find(child, 'simpleType');
		const type = inline ? simple(inline, prefix) : child.attributes.type ? typeSpec(child.attributes.type, prefix) : 'string';
		found[child.attributes.name ?? child.attributes.ref] = `${type}${child.attributes.use === 'required' ? '!' : '?'}`;
	}
	return found;
}

function complexRule(definition, prefix, owner) {
	const content = find(definition, 'simpleContent', 'complexContent');
	const derivation = content && find(content, 'extension', 'restriction');
	const holder = derivation ?? definition;
	const attributes = attributesOf(holder, prefix);
	const base = derivation && derivation.attributes.base !== undefined ? typeSpec(derivation.attributes.base, prefix) : undefined;
	if (content?.tag === 'simpleContent') {
		const below = table[base];
		return { content: below?.content ?? base, attributes: { ...below?.attributes, ...attributes } };
	}
	const own = holder.children.find(({ tag }) => ['sequence', 'choice', 'all', 'group'].includes(tag));
	const model = own && particle(own, prefix, owner);
	const inherited = table[base]?.model;
	const whole = inherited && model ? ['seq', '', inherited, model] : (model ?? inherited ?? ['seq', '']);
	return { model: whole, attributes: { ...table[base]?.attributes, ...attributes } };
}

const roots = {};
for (const name of ['dat:dataPack', ...ROOTS]) {
	const [prefix, local] = name.split(':');
	const declaration = declared('element', prefix, local);
	if (!declaration) throw new Error(`No element ${name}`);
	const spec = element(declaration, prefix, name)[1];
	// Of the envelope only its attributes: what an item may hold is the list of roots.
	roots[name] = spec;
	if (name === 'dat:dataPack') {
		const attributes = { pack: table['dat:dataPackType'].attributes, item: table['dat:dataPackItemType'].attributes };
		for (const key of Object.keys(table)) delete table[key];
		for (const key of Object.keys(roots)) delete roots[key];
		roots.envelope = attributes;
	}
}
const { envelope, ...elements } = roots;
const lines = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `\t${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n');
writeFileSync(target, `{\n"envelope": ${JSON.stringify(envelope)},\n"roots": {\n${lines(elements)}\n},\n"types": {\n${lines(table)}\n}\n}\n`);
console.log(`${Object.keys(table).length} types, ${Object.keys(elements).length} roots`);
