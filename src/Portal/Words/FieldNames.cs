using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>Names of form fields and of their choices, by their names in the contract (http.md 6).</summary>
public static class FieldNames
{
    /// <summary>The name of a field; a field without one here shows as the contract writes it.</summary>
    public static LocalText Of(string field) => field switch
    {
        "serviceUnit" => new("服务单位", "Service unit"),
        "newServiceUnit" => new("新服务单位", "New service unit"),
        "phone" => new("联系电话", "Telephone"),
        "address" => new("联系地址", "Address"),
        "reason" => new("原因", "Reason"),
        "contactName" => new("联系人", "Contact person"),
        "contactPhone" => new("联系人电话", "Contact telephone"),
        "permitNumber" => new("道路运输经营许可证号", "Operating permit number"),
        "declared" => new("承诺填写和提交的内容真实", "Declaration that everything is true"),
        "hasInspectionRecords" => new("行驶证副页背面有检验记录", "Inspection records on the back of the sub-page"),
        "hasCertificateRecords" => new("道路运输证有记录页", "The certificate has record pages"),
        "class" => new("准驾机型", "Class"),
        "examSessionId" => new("考试批次", "Exam session"),
        "examPlaceId" => new("考点", "Exam point"),
        "healthReportOn" => new("体检报告日期", "Date of the health report"),
        "education" => new("学历", "Education"),
        "experience" => new("学习和乘务经历", "Study and crew experience"),
        "newEmployerId" => new("新单位", "New employer"),
        "newUnit" => new("新单位的机务段", "Unit of the new employer"),
        "newName" => new("新姓名", "New name"),
        "ground" => new("注销情形", "Ground"),
        "name" => new("姓名", "Name"),
        "identityKind" => new("证件类型", "Kind of identity document"),
        "identityNumber" => new("证件号码", "Identity number"),
        "bornOn" => new("出生日期", "Date of birth"),
        "vehicleId" => new("车辆", "Vehicle"),
        "drivers" => new("驾驶员", "Drivers"),
        "kind" => new("包车类别", "Kind of charter"),
        "origin" => new("起点", "Origin"),
        "destination" => new("终点", "Destination"),
        "via" => new("途经地", "Via"),
        "oneWayKm" => new("单边行程（公里）", "One-way distance (km)"),
        "roundTrip" => new("往返", "Round trip"),
        "departsAt" => new("发车时间", "Departure"),
        "returnsAt" => new("返回时间", "Return"),
        "contractNumber" => new("包车合同编号", "Contract number"),
        "contractDocumentId" => new("包车合同", "Contract"),
        "hirer" => new("包车人", "Hirer"),
        "passengers" => new("乘客人数", "Passengers"),
        "purpose" => new("包车用途", "Purpose"),
        "issuer" => new("签发人", "Issued by"),
        "motorway" => new("全程高速公路", "Motorway all the way"),
        "emergency" => new("应急任务", "Emergency"),
        _ => new(field, field),
    };

    /// <summary>The name of a choice.</summary>
    public static LocalText OfChoice(string choice) => choice switch
    {
        "lost" => new("遗失", "Lost"),
        "damaged" => new("毁损", "Damaged"),
        "expiry" => new("有效期满", "Expiry"),
        "expiryAndEmployer" => new("有效期满并变更企业", "Expiry and another employer"),
        "employer" => new("变更企业", "Another employer"),
        "expiryAndName" => new("有效期满并变更姓名", "Expiry and another name"),
        "name" => new("变更姓名", "Another name"),
        "citizenId" => new("居民身份证", "Resident identity card"),
        "residencePermit" => new("港澳台居民居住证", "Residence permit (Hong Kong, Macao, Taiwan)"),
        "foreignPermanentResident" => new("外国人永久居留身份证", "Foreign permanent resident card"),
        "specialCharter" => new("专项省际包车", "Special interprovincial charter"),
        "scheduledTemporary" => new("班线客车临时省际包车", "Temporary charter with a scheduled-service coach"),
        "deathOrIncapacity" => new("死亡或者身体条件不适合", "Death or unfit health"),
        "otherCancellation" => new("其他应当注销的情形", "Another ground of cancellation"),
        _ => new(choice, choice),
    };
}
