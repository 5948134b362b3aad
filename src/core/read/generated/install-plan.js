/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/install-plan.schema.json","type":"object","required":["format","market","package","cluster","user","summary","steps"],"additionalProperties":false,"properties":{"format":{"const":"pai-market-plan/1"},"market":{"type":"string","maxLength":64},"package":{"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"type":"string","maxLength":128},"version":{"type":"string","maxLength":64}}},"cluster":{"type":"string","maxLength":2048},"user":{"type":"string","maxLength":256},"summary":{"type":"array","items":{"type":"string","maxLength":1024}},"steps":{"type":"array","items":{"type":"object","required":["number","type","label","summary","requests"],"additionalProperties":false,"properties":{"number":{"type":"integer","minimum":1},"type":{"type":"string","maxLength":64},"label":{"type":"string","maxLength":256},"summary":{"type":"string","maxLength":1024},"requests":{"type":"array","items":{"type":"object","required":["id","kind","purpose","target","method","url","headers","expect"],"additionalProperties":false,"properties":{"id":{"type":"string","maxLength":64},"kind":{"enum":["probe","write"]},"purpose":{"type":"string","maxLength":256},"target":{"const":"openpai"},"method":{"enum":["GET","POST","PUT","DELETE"]},"url":{"type":"string","maxLength":8192},"headers":{"type":"object","additionalProperties":{"type":"string","maxLength":4096}},"body":{"type":"object","required":["text","sha256","size","secrets"],"additionalProperties":false,"properties":{"text":{"type":"string"},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991},"secrets":{"type":"array","items":{"type":"object","required":["name","pointer"],"additionalProperties":false,"properties":{"name":{"type":"string","maxLength":256},"pointer":{"type":"string","maxLength":1024}}}}}},"expect":{"type":"array","items":{"type":"integer"},"minItems":1}}}},"job":{"type":"object","required":["user","name"],"additionalProperties":false,"properties":{"user":{"type":"string","maxLength":256},"name":{"type":"string","maxLength":256}}},"handoff":{"type":"object","required":["protocol","omittedSecrets"],"additionalProperties":false,"properties":{"protocol":{"type":"object"},"omittedSecrets":{"type":"array","items":{"type":"string","maxLength":256}}}}}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func54 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[0-9a-f]{64}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/install-plan.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.format === undefined) || (!(func0.call(data, "format")))) && (missing0 = "format")) || (((data.market === undefined) || (!(func0.call(data, "market")))) && (missing0 = "market"))) || (((data.package === undefined) || (!(func0.call(data, "package")))) && (missing0 = "package"))) || (((data.cluster === undefined) || (!(func0.call(data, "cluster")))) && (missing0 = "cluster"))) || (((data.user === undefined) || (!(func0.call(data, "user")))) && (missing0 = "user"))) || (((data.summary === undefined) || (!(func0.call(data, "summary")))) && (missing0 = "summary"))) || (((data.steps === undefined) || (!(func0.call(data, "steps")))) && (missing0 = "steps"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "format") || (key0 === "market")) || (key0 === "package")) || (key0 === "cluster")) || (key0 === "user")) || (key0 === "summary")) || (key0 === "steps"))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.format !== undefined && func0.call(data, "format")){
const _errs2 = errors;
if("pai-market-plan/1" !== data.format){
validate10.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/const",keyword:"const",params:{allowedValue: "pai-market-plan/1"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.market !== undefined && func0.call(data, "market")){
let data1 = data.market;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func54(data1) > 64){
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.package !== undefined && func0.call(data, "package")){
let data2 = data.package;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.name === undefined) || (!(func0.call(data2, "name")))) && (missing1 = "name")) || (((data2.version === undefined) || (!(func0.call(data2, "version")))) && (missing1 = "version"))){
validate10.errors = [{instancePath:instancePath+"/package",schemaPath:"#/properties/package/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs7 = errors;
for(const key1 of Object.keys(data2)){
if(!((key1 === "name") || (key1 === "version"))){
validate10.errors = [{instancePath:instancePath+"/package",schemaPath:"#/properties/package/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs7 === errors){
if(data2.name !== undefined && func0.call(data2, "name")){
let data3 = data2.name;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func54(data3) > 128){
validate10.errors = [{instancePath:instancePath+"/package/name",schemaPath:"#/properties/package/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/package/name",schemaPath:"#/properties/package/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.version !== undefined && func0.call(data2, "version")){
let data4 = data2.version;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func54(data4) > 64){
validate10.errors = [{instancePath:instancePath+"/package/version",schemaPath:"#/properties/package/properties/version/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/package/version",schemaPath:"#/properties/package/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/package",schemaPath:"#/properties/package/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined && func0.call(data, "cluster")){
let data5 = data.cluster;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(func54(data5) > 2048){
validate10.errors = [{instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user !== undefined && func0.call(data, "user")){
let data6 = data.user;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func54(data6) > 256){
validate10.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined && func0.call(data, "summary")){
let data7 = data.summary;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
var valid2 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(func54(data8) > 1024){
validate10.errors = [{instancePath:instancePath+"/summary/" + i0,schemaPath:"#/properties/summary/items/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/summary/" + i0,schemaPath:"#/properties/summary/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs18 === errors;
if(!valid2){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined && func0.call(data, "steps")){
let data9 = data.steps;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data9)){
var valid3 = true;
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
const _errs22 = errors;
if(errors === _errs22){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing2;
if(((((((data10.number === undefined) || (!(func0.call(data10, "number")))) && (missing2 = "number")) || (((data10.type === undefined) || (!(func0.call(data10, "type")))) && (missing2 = "type"))) || (((data10.label === undefined) || (!(func0.call(data10, "label")))) && (missing2 = "label"))) || (((data10.summary === undefined) || (!(func0.call(data10, "summary")))) && (missing2 = "summary"))) || (((data10.requests === undefined) || (!(func0.call(data10, "requests")))) && (missing2 = "requests"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs24 = errors;
for(const key2 of Object.keys(data10)){
if(!(((((((key2 === "number") || (key2 === "type")) || (key2 === "label")) || (key2 === "summary")) || (key2 === "requests")) || (key2 === "job")) || (key2 === "handoff"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs24 === errors){
if(data10.number !== undefined && func0.call(data10, "number")){
let data11 = data10.number;
const _errs25 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/number",schemaPath:"#/properties/steps/items/properties/number/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/number",schemaPath:"#/properties/steps/items/properties/number/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid4 = _errs25 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.type !== undefined && func0.call(data10, "type")){
let data12 = data10.type;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data12 === "string"){
if(func54(data12) > 64){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/type",schemaPath:"#/properties/steps/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/type",schemaPath:"#/properties/steps/items/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.label !== undefined && func0.call(data10, "label")){
let data13 = data10.label;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 === "string"){
if(func54(data13) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/label",schemaPath:"#/properties/steps/items/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/label",schemaPath:"#/properties/steps/items/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.summary !== undefined && func0.call(data10, "summary")){
let data14 = data10.summary;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data14 === "string"){
if(func54(data14) > 1024){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/summary",schemaPath:"#/properties/steps/items/properties/summary/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/summary",schemaPath:"#/properties/steps/items/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.requests !== undefined && func0.call(data10, "requests")){
let data15 = data10.requests;
const _errs33 = errors;
if(errors === _errs33){
if(Array.isArray(data15)){
var valid5 = true;
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
let data16 = data15[i2];
const _errs35 = errors;
if(errors === _errs35){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
let missing3;
if((((((((((data16.id === undefined) || (!(func0.call(data16, "id")))) && (missing3 = "id")) || (((data16.kind === undefined) || (!(func0.call(data16, "kind")))) && (missing3 = "kind"))) || (((data16.purpose === undefined) || (!(func0.call(data16, "purpose")))) && (missing3 = "purpose"))) || (((data16.target === undefined) || (!(func0.call(data16, "target")))) && (missing3 = "target"))) || (((data16.method === undefined) || (!(func0.call(data16, "method")))) && (missing3 = "method"))) || (((data16.url === undefined) || (!(func0.call(data16, "url")))) && (missing3 = "url"))) || (((data16.headers === undefined) || (!(func0.call(data16, "headers")))) && (missing3 = "headers"))) || (((data16.expect === undefined) || (!(func0.call(data16, "expect")))) && (missing3 = "expect"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs37 = errors;
for(const key3 of Object.keys(data16)){
if(!(func0.call(schema11.properties.steps.items.properties.requests.items.properties, key3))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs37 === errors){
if(data16.id !== undefined && func0.call(data16, "id")){
let data17 = data16.id;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data17 === "string"){
if(func54(data17) > 64){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/id",schemaPath:"#/properties/steps/items/properties/requests/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/id",schemaPath:"#/properties/steps/items/properties/requests/items/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs38 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.kind !== undefined && func0.call(data16, "kind")){
let data18 = data16.kind;
const _errs40 = errors;
if(!((data18 === "probe") || (data18 === "write"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/kind",schemaPath:"#/properties/steps/items/properties/requests/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.steps.items.properties.requests.items.properties.kind.enum}}];
return false;
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.purpose !== undefined && func0.call(data16, "purpose")){
let data19 = data16.purpose;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data19 === "string"){
if(func54(data19) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/purpose",schemaPath:"#/properties/steps/items/properties/requests/items/properties/purpose/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/purpose",schemaPath:"#/properties/steps/items/properties/requests/items/properties/purpose/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs41 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.target !== undefined && func0.call(data16, "target")){
const _errs43 = errors;
if("openpai" !== data16.target){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/target",schemaPath:"#/properties/steps/items/properties/requests/items/properties/target/const",keyword:"const",params:{allowedValue: "openpai"}}];
return false;
}
var valid6 = _errs43 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.method !== undefined && func0.call(data16, "method")){
let data21 = data16.method;
const _errs44 = errors;
if(!((((data21 === "GET") || (data21 === "POST")) || (data21 === "PUT")) || (data21 === "DELETE"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/method",schemaPath:"#/properties/steps/items/properties/requests/items/properties/method/enum",keyword:"enum",params:{allowedValues: schema11.properties.steps.items.properties.requests.items.properties.method.enum}}];
return false;
}
var valid6 = _errs44 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.url !== undefined && func0.call(data16, "url")){
let data22 = data16.url;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data22 === "string"){
if(func54(data22) > 8192){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/url",schemaPath:"#/properties/steps/items/properties/requests/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/url",schemaPath:"#/properties/steps/items/properties/requests/items/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs45 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.headers !== undefined && func0.call(data16, "headers")){
let data23 = data16.headers;
const _errs47 = errors;
if(errors === _errs47){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key4 of Object.keys(data23)){
let data24 = data23[key4];
const _errs50 = errors;
if(errors === _errs50){
if(typeof data24 === "string"){
if(func54(data24) > 4096){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/headers/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/steps/items/properties/requests/items/properties/headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/headers/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/steps/items/properties/requests/items/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid7 = _errs50 === errors;
if(!valid7){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/headers",schemaPath:"#/properties/steps/items/properties/requests/items/properties/headers/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid6 = _errs47 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.body !== undefined && func0.call(data16, "body")){
let data25 = data16.body;
const _errs52 = errors;
if(errors === _errs52){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing4;
if((((((data25.text === undefined) || (!(func0.call(data25, "text")))) && (missing4 = "text")) || (((data25.sha256 === undefined) || (!(func0.call(data25, "sha256")))) && (missing4 = "sha256"))) || (((data25.size === undefined) || (!(func0.call(data25, "size")))) && (missing4 = "size"))) || (((data25.secrets === undefined) || (!(func0.call(data25, "secrets")))) && (missing4 = "secrets"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
const _errs54 = errors;
for(const key5 of Object.keys(data25)){
if(!((((key5 === "text") || (key5 === "sha256")) || (key5 === "size")) || (key5 === "secrets"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}}];
return false;
break;
}
}
if(_errs54 === errors){
if(data25.text !== undefined && func0.call(data25, "text")){
const _errs55 = errors;
if(typeof data25.text !== "string"){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/text",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/text/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid8 = _errs55 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data25.sha256 !== undefined && func0.call(data25, "sha256")){
let data27 = data25.sha256;
const _errs57 = errors;
if(errors === _errs57){
if(typeof data27 === "string"){
if(!pattern0.test(data27)){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/sha256",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/sha256",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs57 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data25.size !== undefined && func0.call(data25, "size")){
let data28 = data25.size;
const _errs59 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/size",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs59){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 9007199254740991 || isNaN(data28)){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/size",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data28 < 0 || isNaN(data28)){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/size",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid8 = _errs59 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data25.secrets !== undefined && func0.call(data25, "secrets")){
let data29 = data25.secrets;
const _errs61 = errors;
if(errors === _errs61){
if(Array.isArray(data29)){
var valid9 = true;
const len3 = data29.length;
for(let i3=0; i3<len3; i3++){
let data30 = data29[i3];
const _errs63 = errors;
if(errors === _errs63){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
let missing5;
if((((data30.name === undefined) || (!(func0.call(data30, "name")))) && (missing5 = "name")) || (((data30.pointer === undefined) || (!(func0.call(data30, "pointer")))) && (missing5 = "pointer"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3,schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
else {
const _errs65 = errors;
for(const key6 of Object.keys(data30)){
if(!((key6 === "name") || (key6 === "pointer"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3,schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}}];
return false;
break;
}
}
if(_errs65 === errors){
if(data30.name !== undefined && func0.call(data30, "name")){
let data31 = data30.name;
const _errs66 = errors;
if(errors === _errs66){
if(typeof data31 === "string"){
if(func54(data31) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3+"/name",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3+"/name",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs66 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data30.pointer !== undefined && func0.call(data30, "pointer")){
let data32 = data30.pointer;
const _errs68 = errors;
if(errors === _errs68){
if(typeof data32 === "string"){
if(func54(data32) > 1024){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3+"/pointer",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/properties/pointer/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3+"/pointer",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/properties/pointer/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs68 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets/" + i3,schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid9 = _errs63 === errors;
if(!valid9){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body/secrets",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/properties/secrets/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid8 = _errs61 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/body",schemaPath:"#/properties/steps/items/properties/requests/items/properties/body/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid6 = _errs52 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data16.expect !== undefined && func0.call(data16, "expect")){
let data33 = data16.expect;
const _errs70 = errors;
if(errors === _errs70){
if(Array.isArray(data33)){
if(data33.length < 1){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/expect",schemaPath:"#/properties/steps/items/properties/requests/items/properties/expect/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid11 = true;
const len4 = data33.length;
for(let i4=0; i4<len4; i4++){
let data34 = data33[i4];
const _errs72 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/expect/" + i4,schemaPath:"#/properties/steps/items/properties/requests/items/properties/expect/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid11 = _errs72 === errors;
if(!valid11){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/expect",schemaPath:"#/properties/steps/items/properties/requests/items/properties/expect/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid6 = _errs70 === errors;
}
else {
var valid6 = true;
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
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid5 = _errs35 === errors;
if(!valid5){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests",schemaPath:"#/properties/steps/items/properties/requests/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.job !== undefined && func0.call(data10, "job")){
let data35 = data10.job;
const _errs74 = errors;
if(errors === _errs74){
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
let missing6;
if((((data35.user === undefined) || (!(func0.call(data35, "user")))) && (missing6 = "user")) || (((data35.name === undefined) || (!(func0.call(data35, "name")))) && (missing6 = "name"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job",schemaPath:"#/properties/steps/items/properties/job/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
const _errs76 = errors;
for(const key7 of Object.keys(data35)){
if(!((key7 === "user") || (key7 === "name"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job",schemaPath:"#/properties/steps/items/properties/job/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}}];
return false;
break;
}
}
if(_errs76 === errors){
if(data35.user !== undefined && func0.call(data35, "user")){
let data36 = data35.user;
const _errs77 = errors;
if(errors === _errs77){
if(typeof data36 === "string"){
if(func54(data36) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/user",schemaPath:"#/properties/steps/items/properties/job/properties/user/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/user",schemaPath:"#/properties/steps/items/properties/job/properties/user/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid12 = _errs77 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data35.name !== undefined && func0.call(data35, "name")){
let data37 = data35.name;
const _errs79 = errors;
if(errors === _errs79){
if(typeof data37 === "string"){
if(func54(data37) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/name",schemaPath:"#/properties/steps/items/properties/job/properties/name/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/name",schemaPath:"#/properties/steps/items/properties/job/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid12 = _errs79 === errors;
}
else {
var valid12 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job",schemaPath:"#/properties/steps/items/properties/job/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs74 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data10.handoff !== undefined && func0.call(data10, "handoff")){
let data38 = data10.handoff;
const _errs81 = errors;
if(errors === _errs81){
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
let missing7;
if((((data38.protocol === undefined) || (!(func0.call(data38, "protocol")))) && (missing7 = "protocol")) || (((data38.omittedSecrets === undefined) || (!(func0.call(data38, "omittedSecrets")))) && (missing7 = "omittedSecrets"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff",schemaPath:"#/properties/steps/items/properties/handoff/required",keyword:"required",params:{missingProperty: missing7}}];
return false;
}
else {
const _errs83 = errors;
for(const key8 of Object.keys(data38)){
if(!((key8 === "protocol") || (key8 === "omittedSecrets"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff",schemaPath:"#/properties/steps/items/properties/handoff/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}}];
return false;
break;
}
}
if(_errs83 === errors){
if(data38.protocol !== undefined && func0.call(data38, "protocol")){
let data39 = data38.protocol;
const _errs84 = errors;
if(!(data39 && typeof data39 == "object" && !Array.isArray(data39))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff/protocol",schemaPath:"#/properties/steps/items/properties/handoff/properties/protocol/type",keyword:"type",params:{type: "object"}}];
return false;
}
var valid13 = _errs84 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data38.omittedSecrets !== undefined && func0.call(data38, "omittedSecrets")){
let data40 = data38.omittedSecrets;
const _errs86 = errors;
if(errors === _errs86){
if(Array.isArray(data40)){
var valid14 = true;
const len5 = data40.length;
for(let i5=0; i5<len5; i5++){
let data41 = data40[i5];
const _errs88 = errors;
if(errors === _errs88){
if(typeof data41 === "string"){
if(func54(data41) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff/omittedSecrets/" + i5,schemaPath:"#/properties/steps/items/properties/handoff/properties/omittedSecrets/items/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff/omittedSecrets/" + i5,schemaPath:"#/properties/steps/items/properties/handoff/properties/omittedSecrets/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid14 = _errs88 === errors;
if(!valid14){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff/omittedSecrets",schemaPath:"#/properties/steps/items/properties/handoff/properties/omittedSecrets/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid13 = _errs86 === errors;
}
else {
var valid13 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/handoff",schemaPath:"#/properties/steps/items/properties/handoff/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs81 === errors;
}
else {
var valid4 = true;
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
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs22 === errors;
if(!valid3){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs20 === errors;
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
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
