/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/plugin-manifest.schema.json","type":"object","required":["name","title","version","description","entry","element","configSchema","example"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"name":{"type":"string"},"title":{"type":"string"},"version":{"type":"string"},"description":{"type":"string"},"entry":{"type":"string"},"element":{"const":"pai-plugin"},"configSchema":{"type":"string"},"example":{"type":"object","required":["title","uri","config"],"additionalProperties":false,"properties":{"title":{"type":"string"},"uri":{"type":"string"},"config":{"$ref":"plugin-config.schema.json"}}}}};
const schema12 = {"$id":"https://pai-market.example/schemas/plugin-config.schema.json","type":"object","required":["markets"],"additionalProperties":false,"properties":{"markets":{"type":"array","maxItems":64,"items":{"type":"object","required":["id","url"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^[a-z0-9-]{1,64}$"},"name":{"type":"string","maxLength":128},"url":{"type":"string","maxLength":2048},"keys":{"type":"array","maxItems":32,"items":{"type":"string","maxLength":1048576,"minLength":1}},"fingerprints":{"type":"array","maxItems":64,"items":{"type":"string","pattern":"^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"}},"threshold":{"type":"integer","minimum":1,"maximum":32},"trust":{"enum":["strict","signatures","off"]},"externalOrigins":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":2048}}}}},"limits":{"type":"object","additionalProperties":false,"properties":{"indexBytes":{"type":"integer","minimum":1},"indexRows":{"type":"integer","minimum":1},"specBytes":{"type":"integer","minimum":1},"signatureBytes":{"type":"integer","minimum":1},"licenseBytes":{"type":"integer","minimum":1},"readmeBytes":{"type":"integer","minimum":1},"iconBytes":{"type":"integer","minimum":1},"archiveBytes":{"type":"integer","minimum":1},"zipEntries":{"type":"integer","minimum":1},"zipTotalBytes":{"type":"integer","minimum":1},"zipEntryBytes":{"type":"integer","minimum":1},"zipRatio":{"type":"integer","minimum":1},"externalBytes":{"type":"integer","minimum":1}}},"cdap":{"type":"object","additionalProperties":false,"properties":{"url":{"type":"string","maxLength":2048},"namespace":{"type":"string","maxLength":128}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func75 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[a-z0-9-]{1,64}$", "u");
const pattern1 = new RegExp("^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/plugin-manifest.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.title === undefined) || (!(func0.call(data, "title")))) && (missing0 = "title"))) || (((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version"))) || (((data.description === undefined) || (!(func0.call(data, "description")))) && (missing0 = "description"))) || (((data.entry === undefined) || (!(func0.call(data, "entry")))) && (missing0 = "entry"))) || (((data.element === undefined) || (!(func0.call(data, "element")))) && (missing0 = "element"))) || (((data.configSchema === undefined) || (!(func0.call(data, "configSchema")))) && (missing0 = "configSchema"))) || (((data.example === undefined) || (!(func0.call(data, "example")))) && (missing0 = "example"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.$schema !== undefined && func0.call(data, "$schema")){
const _errs2 = errors;
if(typeof data.$schema !== "string"){
validate10.errors = [{instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined && func0.call(data, "name")){
const _errs4 = errors;
if(typeof data.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined && func0.call(data, "title")){
const _errs6 = errors;
if(typeof data.title !== "string"){
validate10.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined && func0.call(data, "version")){
const _errs8 = errors;
if(typeof data.version !== "string"){
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined && func0.call(data, "description")){
const _errs10 = errors;
if(typeof data.description !== "string"){
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.entry !== undefined && func0.call(data, "entry")){
const _errs12 = errors;
if(typeof data.entry !== "string"){
validate10.errors = [{instancePath:instancePath+"/entry",schemaPath:"#/properties/entry/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.element !== undefined && func0.call(data, "element")){
const _errs14 = errors;
if("pai-plugin" !== data.element){
validate10.errors = [{instancePath:instancePath+"/element",schemaPath:"#/properties/element/const",keyword:"const",params:{allowedValue: "pai-plugin"}}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configSchema !== undefined && func0.call(data, "configSchema")){
const _errs15 = errors;
if(typeof data.configSchema !== "string"){
validate10.errors = [{instancePath:instancePath+"/configSchema",schemaPath:"#/properties/configSchema/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.example !== undefined && func0.call(data, "example")){
let data8 = data.example;
const _errs17 = errors;
if(errors === _errs17){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing1 = "title")) || (((data8.uri === undefined) || (!(func0.call(data8, "uri")))) && (missing1 = "uri"))) || (((data8.config === undefined) || (!(func0.call(data8, "config")))) && (missing1 = "config"))){
validate10.errors = [{instancePath:instancePath+"/example",schemaPath:"#/properties/example/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs19 = errors;
for(const key1 of Object.keys(data8)){
if(!(((key1 === "title") || (key1 === "uri")) || (key1 === "config"))){
validate10.errors = [{instancePath:instancePath+"/example",schemaPath:"#/properties/example/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs19 === errors){
if(data8.title !== undefined && func0.call(data8, "title")){
const _errs20 = errors;
if(typeof data8.title !== "string"){
validate10.errors = [{instancePath:instancePath+"/example/title",schemaPath:"#/properties/example/properties/title/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data8.uri !== undefined && func0.call(data8, "uri")){
const _errs22 = errors;
if(typeof data8.uri !== "string"){
validate10.errors = [{instancePath:instancePath+"/example/uri",schemaPath:"#/properties/example/properties/uri/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs22 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data8.config !== undefined && func0.call(data8, "config")){
let data11 = data8.config;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
let missing2;
if(((data11.markets === undefined) || (!(func0.call(data11, "markets")))) && (missing2 = "markets")){
validate10.errors = [{instancePath:instancePath+"/example/config",schemaPath:"plugin-config.schema.json/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs27 = errors;
for(const key2 of Object.keys(data11)){
if(!(((key2 === "markets") || (key2 === "limits")) || (key2 === "cdap"))){
validate10.errors = [{instancePath:instancePath+"/example/config",schemaPath:"plugin-config.schema.json/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs27 === errors){
if(data11.markets !== undefined && func0.call(data11, "markets")){
let data12 = data11.markets;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data12)){
if(data12.length > 64){
validate10.errors = [{instancePath:instancePath+"/example/config/markets",schemaPath:"plugin-config.schema.json/properties/markets/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid4 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
const _errs30 = errors;
if(errors === _errs30){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing3;
if((((data13.id === undefined) || (!(func0.call(data13, "id")))) && (missing3 = "id")) || (((data13.url === undefined) || (!(func0.call(data13, "url")))) && (missing3 = "url"))){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0,schemaPath:"plugin-config.schema.json/properties/markets/items/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs32 = errors;
for(const key3 of Object.keys(data13)){
if(!((((((((key3 === "id") || (key3 === "name")) || (key3 === "url")) || (key3 === "keys")) || (key3 === "fingerprints")) || (key3 === "threshold")) || (key3 === "trust")) || (key3 === "externalOrigins"))){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0,schemaPath:"plugin-config.schema.json/properties/markets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs32 === errors){
if(data13.id !== undefined && func0.call(data13, "id")){
let data14 = data13.id;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data14 === "string"){
if(!pattern0.test(data14)){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/id",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]{1,64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/id",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs33 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.name !== undefined && func0.call(data13, "name")){
let data15 = data13.name;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data15 === "string"){
if(func75(data15) > 128){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/name",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/name",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs35 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.url !== undefined && func0.call(data13, "url")){
let data16 = data13.url;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data16 === "string"){
if(func75(data16) > 2048){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/url",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/url",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs37 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.keys !== undefined && func0.call(data13, "keys")){
let data17 = data13.keys;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data17)){
if(data17.length > 32){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/keys",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/keys/maxItems",keyword:"maxItems",params:{limit: 32}}];
return false;
}
else {
var valid6 = true;
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
const _errs41 = errors;
if(errors === _errs41){
if(typeof data18 === "string"){
if(func75(data18) > 1048576){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/keys/" + i1,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/keys/items/maxLength",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(func75(data18) < 1){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/keys/" + i1,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/keys/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/keys/" + i1,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/keys/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs41 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/keys",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/keys/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid5 = _errs39 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.fingerprints !== undefined && func0.call(data13, "fingerprints")){
let data19 = data13.fingerprints;
const _errs43 = errors;
if(errors === _errs43){
if(Array.isArray(data19)){
if(data19.length > 64){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/fingerprints",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/fingerprints/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid7 = true;
const len2 = data19.length;
for(let i2=0; i2<len2; i2++){
let data20 = data19[i2];
const _errs45 = errors;
if(errors === _errs45){
if(typeof data20 === "string"){
if(!pattern1.test(data20)){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/fingerprints/" + i2,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/fingerprints/items/pattern",keyword:"pattern",params:{pattern: "^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/fingerprints/" + i2,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/fingerprints/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid7 = _errs45 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/fingerprints",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/fingerprints/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid5 = _errs43 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.threshold !== undefined && func0.call(data13, "threshold")){
let data21 = data13.threshold;
const _errs47 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/threshold",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/threshold/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 32 || isNaN(data21)){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/threshold",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32}}];
return false;
}
else {
if(data21 < 1 || isNaN(data21)){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/threshold",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid5 = _errs47 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.trust !== undefined && func0.call(data13, "trust")){
let data22 = data13.trust;
const _errs49 = errors;
if(!(((data22 === "strict") || (data22 === "signatures")) || (data22 === "off"))){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/trust",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/trust/enum",keyword:"enum",params:{allowedValues: schema12.properties.markets.items.properties.trust.enum}}];
return false;
}
var valid5 = _errs49 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.externalOrigins !== undefined && func0.call(data13, "externalOrigins")){
let data23 = data13.externalOrigins;
const _errs50 = errors;
if(errors === _errs50){
if(Array.isArray(data23)){
if(data23.length > 64){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/externalOrigins",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/externalOrigins/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid8 = true;
const len3 = data23.length;
for(let i3=0; i3<len3; i3++){
let data24 = data23[i3];
const _errs52 = errors;
if(errors === _errs52){
if(typeof data24 === "string"){
if(func75(data24) > 2048){
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/externalOrigins/items/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"plugin-config.schema.json/properties/markets/items/properties/externalOrigins/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs52 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0+"/externalOrigins",schemaPath:"plugin-config.schema.json/properties/markets/items/properties/externalOrigins/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid5 = _errs50 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets/" + i0,schemaPath:"plugin-config.schema.json/properties/markets/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs30 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/markets",schemaPath:"plugin-config.schema.json/properties/markets/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid3 = _errs28 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data11.limits !== undefined && func0.call(data11, "limits")){
let data25 = data11.limits;
const _errs54 = errors;
if(errors === _errs54){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
const _errs56 = errors;
for(const key4 of Object.keys(data25)){
if(!(func0.call(schema12.properties.limits.properties, key4))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits",schemaPath:"plugin-config.schema.json/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs56 === errors){
if(data25.indexBytes !== undefined && func0.call(data25, "indexBytes")){
let data26 = data25.indexBytes;
const _errs57 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/indexBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/indexBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs57){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 1 || isNaN(data26)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/indexBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/indexBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs57 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.indexRows !== undefined && func0.call(data25, "indexRows")){
let data27 = data25.indexRows;
const _errs59 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/indexRows",schemaPath:"plugin-config.schema.json/properties/limits/properties/indexRows/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs59){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 1 || isNaN(data27)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/indexRows",schemaPath:"plugin-config.schema.json/properties/limits/properties/indexRows/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs59 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.specBytes !== undefined && func0.call(data25, "specBytes")){
let data28 = data25.specBytes;
const _errs61 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/specBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/specBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs61){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 1 || isNaN(data28)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/specBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/specBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs61 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.signatureBytes !== undefined && func0.call(data25, "signatureBytes")){
let data29 = data25.signatureBytes;
const _errs63 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/signatureBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/signatureBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs63){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 < 1 || isNaN(data29)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/signatureBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/signatureBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs63 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.licenseBytes !== undefined && func0.call(data25, "licenseBytes")){
let data30 = data25.licenseBytes;
const _errs65 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/licenseBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/licenseBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs65){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 < 1 || isNaN(data30)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/licenseBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/licenseBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs65 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.readmeBytes !== undefined && func0.call(data25, "readmeBytes")){
let data31 = data25.readmeBytes;
const _errs67 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/readmeBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/readmeBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs67){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 < 1 || isNaN(data31)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/readmeBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/readmeBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs67 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.iconBytes !== undefined && func0.call(data25, "iconBytes")){
let data32 = data25.iconBytes;
const _errs69 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/iconBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/iconBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs69){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 1 || isNaN(data32)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/iconBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/iconBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs69 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.archiveBytes !== undefined && func0.call(data25, "archiveBytes")){
let data33 = data25.archiveBytes;
const _errs71 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/archiveBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/archiveBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs71){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 1 || isNaN(data33)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/archiveBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/archiveBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs71 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.zipEntries !== undefined && func0.call(data25, "zipEntries")){
let data34 = data25.zipEntries;
const _errs73 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipEntries",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipEntries/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs73){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 < 1 || isNaN(data34)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipEntries",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipEntries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs73 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.zipTotalBytes !== undefined && func0.call(data25, "zipTotalBytes")){
let data35 = data25.zipTotalBytes;
const _errs75 = errors;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipTotalBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipTotalBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs75){
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 < 1 || isNaN(data35)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipTotalBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipTotalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs75 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.zipEntryBytes !== undefined && func0.call(data25, "zipEntryBytes")){
let data36 = data25.zipEntryBytes;
const _errs77 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipEntryBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipEntryBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs77){
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 < 1 || isNaN(data36)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipEntryBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipEntryBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs77 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.zipRatio !== undefined && func0.call(data25, "zipRatio")){
let data37 = data25.zipRatio;
const _errs79 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipRatio",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipRatio/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs79){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 < 1 || isNaN(data37)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/zipRatio",schemaPath:"plugin-config.schema.json/properties/limits/properties/zipRatio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs79 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data25.externalBytes !== undefined && func0.call(data25, "externalBytes")){
let data38 = data25.externalBytes;
const _errs81 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/externalBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/externalBytes/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs81){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 < 1 || isNaN(data38)){
validate10.errors = [{instancePath:instancePath+"/example/config/limits/externalBytes",schemaPath:"plugin-config.schema.json/properties/limits/properties/externalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid9 = _errs81 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/limits",schemaPath:"plugin-config.schema.json/properties/limits/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs54 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data11.cdap !== undefined && func0.call(data11, "cdap")){
let data39 = data11.cdap;
const _errs83 = errors;
if(errors === _errs83){
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
const _errs85 = errors;
for(const key5 of Object.keys(data39)){
if(!((key5 === "url") || (key5 === "namespace"))){
validate10.errors = [{instancePath:instancePath+"/example/config/cdap",schemaPath:"plugin-config.schema.json/properties/cdap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}}];
return false;
break;
}
}
if(_errs85 === errors){
if(data39.url !== undefined && func0.call(data39, "url")){
let data40 = data39.url;
const _errs86 = errors;
if(errors === _errs86){
if(typeof data40 === "string"){
if(func75(data40) > 2048){
validate10.errors = [{instancePath:instancePath+"/example/config/cdap/url",schemaPath:"plugin-config.schema.json/properties/cdap/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/cdap/url",schemaPath:"plugin-config.schema.json/properties/cdap/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs86 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data39.namespace !== undefined && func0.call(data39, "namespace")){
let data41 = data39.namespace;
const _errs88 = errors;
if(errors === _errs88){
if(typeof data41 === "string"){
if(func75(data41) > 128){
validate10.errors = [{instancePath:instancePath+"/example/config/cdap/namespace",schemaPath:"plugin-config.schema.json/properties/cdap/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/cdap/namespace",schemaPath:"plugin-config.schema.json/properties/cdap/properties/namespace/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs88 === errors;
}
else {
var valid10 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config/cdap",schemaPath:"plugin-config.schema.json/properties/cdap/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs83 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example/config",schemaPath:"plugin-config.schema.json/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs24 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/example",schemaPath:"#/properties/example/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
