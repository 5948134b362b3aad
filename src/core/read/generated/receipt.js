/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/receipt.schema.json","type":"object","required":["format","id","market","package","cluster","user","startedAt","finishedAt","outcome","signers","answers","steps"],"additionalProperties":false,"properties":{"format":{"const":"pai-market-receipt/1"},"id":{"type":"string","maxLength":64},"market":{"type":"string","maxLength":64},"package":{"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"type":"string","maxLength":128},"version":{"type":"string","maxLength":64}}},"cluster":{"type":"string","maxLength":2048},"user":{"type":"string","maxLength":256},"startedAt":{"type":"string","maxLength":40},"finishedAt":{"type":"string","maxLength":40},"outcome":{"enum":["done","failed","cancelled"]},"errorCode":{"type":"string","maxLength":64},"signers":{"type":"array","items":{"type":"string","maxLength":64}},"archiveSha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"licenseSha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"answers":{"type":"object","additionalProperties":{"type":"object"}},"steps":{"type":"array","items":{"type":"object","required":["number","type","label","state","requests"],"additionalProperties":false,"properties":{"number":{"type":"integer"},"type":{"type":"string","maxLength":64},"label":{"type":"string","maxLength":256},"state":{"enum":["done","failed","not-started"]},"job":{"type":"object","required":["user","name"],"additionalProperties":false,"properties":{"user":{"type":"string","maxLength":256},"name":{"type":"string","maxLength":256}}},"requests":{"type":"array","items":{"type":"object","required":["id","method","url","status"],"additionalProperties":false,"properties":{"id":{"type":"string","maxLength":64},"method":{"type":"string","maxLength":8},"url":{"type":"string","maxLength":8192},"status":{"type":"integer"},"bodySha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}}}}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func60 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[0-9a-f]{64}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/receipt.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((data.format === undefined) || (!(func0.call(data, "format")))) && (missing0 = "format")) || (((data.id === undefined) || (!(func0.call(data, "id")))) && (missing0 = "id"))) || (((data.market === undefined) || (!(func0.call(data, "market")))) && (missing0 = "market"))) || (((data.package === undefined) || (!(func0.call(data, "package")))) && (missing0 = "package"))) || (((data.cluster === undefined) || (!(func0.call(data, "cluster")))) && (missing0 = "cluster"))) || (((data.user === undefined) || (!(func0.call(data, "user")))) && (missing0 = "user"))) || (((data.startedAt === undefined) || (!(func0.call(data, "startedAt")))) && (missing0 = "startedAt"))) || (((data.finishedAt === undefined) || (!(func0.call(data, "finishedAt")))) && (missing0 = "finishedAt"))) || (((data.outcome === undefined) || (!(func0.call(data, "outcome")))) && (missing0 = "outcome"))) || (((data.signers === undefined) || (!(func0.call(data, "signers")))) && (missing0 = "signers"))) || (((data.answers === undefined) || (!(func0.call(data, "answers")))) && (missing0 = "answers"))) || (((data.steps === undefined) || (!(func0.call(data, "steps")))) && (missing0 = "steps"))){
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
if(data.format !== undefined && func0.call(data, "format")){
const _errs2 = errors;
if("pai-market-receipt/1" !== data.format){
validate10.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/const",keyword:"const",params:{allowedValue: "pai-market-receipt/1"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined && func0.call(data, "id")){
let data1 = data.id;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func60(data1) > 64){
validate10.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.market !== undefined && func0.call(data, "market")){
let data2 = data.market;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func60(data2) > 64){
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.package !== undefined && func0.call(data, "package")){
let data3 = data.package;
const _errs7 = errors;
if(errors === _errs7){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing1;
if((((data3.name === undefined) || (!(func0.call(data3, "name")))) && (missing1 = "name")) || (((data3.version === undefined) || (!(func0.call(data3, "version")))) && (missing1 = "version"))){
validate10.errors = [{instancePath:instancePath+"/package",schemaPath:"#/properties/package/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 of Object.keys(data3)){
if(!((key1 === "name") || (key1 === "version"))){
validate10.errors = [{instancePath:instancePath+"/package",schemaPath:"#/properties/package/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data3.name !== undefined && func0.call(data3, "name")){
let data4 = data3.name;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func60(data4) > 128){
validate10.errors = [{instancePath:instancePath+"/package/name",schemaPath:"#/properties/package/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/package/name",schemaPath:"#/properties/package/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data3.version !== undefined && func0.call(data3, "version")){
let data5 = data3.version;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(func60(data5) > 64){
validate10.errors = [{instancePath:instancePath+"/package/version",schemaPath:"#/properties/package/properties/version/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/package/version",schemaPath:"#/properties/package/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs12 === errors;
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
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cluster !== undefined && func0.call(data, "cluster")){
let data6 = data.cluster;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func60(data6) > 2048){
validate10.errors = [{instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/maxLength",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user !== undefined && func0.call(data, "user")){
let data7 = data.user;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(func60(data7) > 256){
validate10.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined && func0.call(data, "startedAt")){
let data8 = data.startedAt;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(func60(data8) > 40){
validate10.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/maxLength",keyword:"maxLength",params:{limit: 40}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.finishedAt !== undefined && func0.call(data, "finishedAt")){
let data9 = data.finishedAt;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data9 === "string"){
if(func60(data9) > 40){
validate10.errors = [{instancePath:instancePath+"/finishedAt",schemaPath:"#/properties/finishedAt/maxLength",keyword:"maxLength",params:{limit: 40}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/finishedAt",schemaPath:"#/properties/finishedAt/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outcome !== undefined && func0.call(data, "outcome")){
let data10 = data.outcome;
const _errs22 = errors;
if(!(((data10 === "done") || (data10 === "failed")) || (data10 === "cancelled"))){
validate10.errors = [{instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/enum",keyword:"enum",params:{allowedValues: schema11.properties.outcome.enum}}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.errorCode !== undefined && func0.call(data, "errorCode")){
let data11 = data.errorCode;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data11 === "string"){
if(func60(data11) > 64){
validate10.errors = [{instancePath:instancePath+"/errorCode",schemaPath:"#/properties/errorCode/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/errorCode",schemaPath:"#/properties/errorCode/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signers !== undefined && func0.call(data, "signers")){
let data12 = data.signers;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data12)){
var valid2 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
const _errs27 = errors;
if(errors === _errs27){
if(typeof data13 === "string"){
if(func60(data13) > 64){
validate10.errors = [{instancePath:instancePath+"/signers/" + i0,schemaPath:"#/properties/signers/items/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/signers/" + i0,schemaPath:"#/properties/signers/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs27 === errors;
if(!valid2){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/signers",schemaPath:"#/properties/signers/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.archiveSha256 !== undefined && func0.call(data, "archiveSha256")){
let data14 = data.archiveSha256;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data14 === "string"){
if(!pattern0.test(data14)){
validate10.errors = [{instancePath:instancePath+"/archiveSha256",schemaPath:"#/properties/archiveSha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archiveSha256",schemaPath:"#/properties/archiveSha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.licenseSha256 !== undefined && func0.call(data, "licenseSha256")){
let data15 = data.licenseSha256;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data15 === "string"){
if(!pattern0.test(data15)){
validate10.errors = [{instancePath:instancePath+"/licenseSha256",schemaPath:"#/properties/licenseSha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/licenseSha256",schemaPath:"#/properties/licenseSha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.answers !== undefined && func0.call(data, "answers")){
let data16 = data.answers;
const _errs33 = errors;
if(errors === _errs33){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key2 of Object.keys(data16)){
let data17 = data16[key2];
const _errs36 = errors;
if(!(data17 && typeof data17 == "object" && !Array.isArray(data17))){
validate10.errors = [{instancePath:instancePath+"/answers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/answers/additionalProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
var valid3 = _errs36 === errors;
if(!valid3){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/answers",schemaPath:"#/properties/answers/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined && func0.call(data, "steps")){
let data18 = data.steps;
const _errs38 = errors;
if(errors === _errs38){
if(Array.isArray(data18)){
var valid4 = true;
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
const _errs40 = errors;
if(errors === _errs40){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing2;
if(((((((data19.number === undefined) || (!(func0.call(data19, "number")))) && (missing2 = "number")) || (((data19.type === undefined) || (!(func0.call(data19, "type")))) && (missing2 = "type"))) || (((data19.label === undefined) || (!(func0.call(data19, "label")))) && (missing2 = "label"))) || (((data19.state === undefined) || (!(func0.call(data19, "state")))) && (missing2 = "state"))) || (((data19.requests === undefined) || (!(func0.call(data19, "requests")))) && (missing2 = "requests"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs42 = errors;
for(const key3 of Object.keys(data19)){
if(!((((((key3 === "number") || (key3 === "type")) || (key3 === "label")) || (key3 === "state")) || (key3 === "job")) || (key3 === "requests"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs42 === errors){
if(data19.number !== undefined && func0.call(data19, "number")){
let data20 = data19.number;
const _errs43 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/number",schemaPath:"#/properties/steps/items/properties/number/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid5 = _errs43 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data19.type !== undefined && func0.call(data19, "type")){
let data21 = data19.type;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data21 === "string"){
if(func60(data21) > 64){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/type",schemaPath:"#/properties/steps/items/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/type",schemaPath:"#/properties/steps/items/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs45 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data19.label !== undefined && func0.call(data19, "label")){
let data22 = data19.label;
const _errs47 = errors;
if(errors === _errs47){
if(typeof data22 === "string"){
if(func60(data22) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/label",schemaPath:"#/properties/steps/items/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/label",schemaPath:"#/properties/steps/items/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs47 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data19.state !== undefined && func0.call(data19, "state")){
let data23 = data19.state;
const _errs49 = errors;
if(!(((data23 === "done") || (data23 === "failed")) || (data23 === "not-started"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/state",schemaPath:"#/properties/steps/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema11.properties.steps.items.properties.state.enum}}];
return false;
}
var valid5 = _errs49 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data19.job !== undefined && func0.call(data19, "job")){
let data24 = data19.job;
const _errs50 = errors;
if(errors === _errs50){
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing3;
if((((data24.user === undefined) || (!(func0.call(data24, "user")))) && (missing3 = "user")) || (((data24.name === undefined) || (!(func0.call(data24, "name")))) && (missing3 = "name"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job",schemaPath:"#/properties/steps/items/properties/job/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs52 = errors;
for(const key4 of Object.keys(data24)){
if(!((key4 === "user") || (key4 === "name"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job",schemaPath:"#/properties/steps/items/properties/job/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs52 === errors){
if(data24.user !== undefined && func0.call(data24, "user")){
let data25 = data24.user;
const _errs53 = errors;
if(errors === _errs53){
if(typeof data25 === "string"){
if(func60(data25) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/user",schemaPath:"#/properties/steps/items/properties/job/properties/user/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/user",schemaPath:"#/properties/steps/items/properties/job/properties/user/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs53 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data24.name !== undefined && func0.call(data24, "name")){
let data26 = data24.name;
const _errs55 = errors;
if(errors === _errs55){
if(typeof data26 === "string"){
if(func60(data26) > 256){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/name",schemaPath:"#/properties/steps/items/properties/job/properties/name/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/job/name",schemaPath:"#/properties/steps/items/properties/job/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs55 === errors;
}
else {
var valid6 = true;
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
var valid5 = _errs50 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data19.requests !== undefined && func0.call(data19, "requests")){
let data27 = data19.requests;
const _errs57 = errors;
if(errors === _errs57){
if(Array.isArray(data27)){
var valid7 = true;
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
let data28 = data27[i2];
const _errs59 = errors;
if(errors === _errs59){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing4;
if((((((data28.id === undefined) || (!(func0.call(data28, "id")))) && (missing4 = "id")) || (((data28.method === undefined) || (!(func0.call(data28, "method")))) && (missing4 = "method"))) || (((data28.url === undefined) || (!(func0.call(data28, "url")))) && (missing4 = "url"))) || (((data28.status === undefined) || (!(func0.call(data28, "status")))) && (missing4 = "status"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
const _errs61 = errors;
for(const key5 of Object.keys(data28)){
if(!(((((key5 === "id") || (key5 === "method")) || (key5 === "url")) || (key5 === "status")) || (key5 === "bodySha256"))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}}];
return false;
break;
}
}
if(_errs61 === errors){
if(data28.id !== undefined && func0.call(data28, "id")){
let data29 = data28.id;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data29 === "string"){
if(func60(data29) > 64){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/id",schemaPath:"#/properties/steps/items/properties/requests/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/id",schemaPath:"#/properties/steps/items/properties/requests/items/properties/id/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs62 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data28.method !== undefined && func0.call(data28, "method")){
let data30 = data28.method;
const _errs64 = errors;
if(errors === _errs64){
if(typeof data30 === "string"){
if(func60(data30) > 8){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/method",schemaPath:"#/properties/steps/items/properties/requests/items/properties/method/maxLength",keyword:"maxLength",params:{limit: 8}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/method",schemaPath:"#/properties/steps/items/properties/requests/items/properties/method/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs64 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data28.url !== undefined && func0.call(data28, "url")){
let data31 = data28.url;
const _errs66 = errors;
if(errors === _errs66){
if(typeof data31 === "string"){
if(func60(data31) > 8192){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/url",schemaPath:"#/properties/steps/items/properties/requests/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 8192}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/url",schemaPath:"#/properties/steps/items/properties/requests/items/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs66 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data28.status !== undefined && func0.call(data28, "status")){
let data32 = data28.status;
const _errs68 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/status",schemaPath:"#/properties/steps/items/properties/requests/items/properties/status/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid8 = _errs68 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data28.bodySha256 !== undefined && func0.call(data28, "bodySha256")){
let data33 = data28.bodySha256;
const _errs70 = errors;
if(errors === _errs70){
if(typeof data33 === "string"){
if(!pattern0.test(data33)){
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/bodySha256",schemaPath:"#/properties/steps/items/properties/requests/items/properties/bodySha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2+"/bodySha256",schemaPath:"#/properties/steps/items/properties/requests/items/properties/bodySha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs70 === errors;
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
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests/" + i2,schemaPath:"#/properties/steps/items/properties/requests/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid7 = _errs59 === errors;
if(!valid7){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1+"/requests",schemaPath:"#/properties/steps/items/properties/requests/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid5 = _errs57 === errors;
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
else {
validate10.errors = [{instancePath:instancePath+"/steps/" + i1,schemaPath:"#/properties/steps/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs40 === errors;
if(!valid4){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs38 === errors;
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
