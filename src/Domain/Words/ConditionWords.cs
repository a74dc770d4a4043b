using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>The conditions of filings in words. Why one is not met is said by its refusal.</summary>
public static class ConditionWords
{
    /// <summary>The condition as a sentence.</summary>
    public static LocalText Of(ConditionName name) => name switch
    {
        ConditionName.Form => new("申请表填写完整、格式正确。", "The form is complete and well formed."),
        ConditionName.NotCancelled => new("证件未被注销。", "The document has not been cancelled."),
        ConditionName.KindCovered => new("该业务适用于此类证件。", "The service is for this kind of document."),
        ConditionName.Valid => new("证件在有效期内。", "The document is valid."),
        ConditionName.NoOpenApplication => new("没有正在办理的其他申请。", "No other application is in the way."),
        ConditionName.Window => new("在规定的办理时间内。", "Today lies in the window of the service."),
        ConditionName.NotBarred => new("不在实名认证后的限制期内。", "Nothing is barred after a recent proof of identity."),
        ConditionName.DrivingLicence => new("机动车驾驶证未被暂扣。", "The driving licence is not withheld."),
        ConditionName.Changed => new("变更后的内容与登记内容不同。", "What is to be changed is another than on record."),
        ConditionName.MaterialsComplete => new("必要材料齐全。", "All required materials are there."),
        ConditionName.MaterialsAsked => new("没有本业务不需要的材料。", "Nothing is there that is not asked for."),
        ConditionName.MaterialsFit => new("材料符合格式要求。", "Each material is fit."),
        ConditionName.Permit => new("经营者具有有效的相应经营许可。", "The operator has a permit in force for it."),
        ConditionName.InOperation => new("车辆处于营运状态。", "The vehicle is in operation."),
        ConditionName.Reviewed => new("车辆年审未逾期。", "The annual review is not overdue."),
        ConditionName.NotOnATrip => new("车辆没有未结束的包车。", "The vehicle is not booked for a charter trip."),
        ConditionName.Sound => new("技术等级合格，结构尺寸未改变，违章已处理。",
            "Technical grade passed, structure unchanged, violations settled."),
        ConditionName.Employer => new("已关联铁路企业。", "The driver belongs to a railway enterprise."),
        ConditionName.Licence => new("驾驶证符合办理条件。", "The licence is one that the service is for."),
        ConditionName.NoBan => new("不在不得再次申请的期限内。", "No ban is running."),
        ConditionName.NewEmployer => new("变更后的企业已注册企业账号。", "The new employer has an enterprise account."),
        ConditionName.Eligible => new("年龄、健康、学历和经历符合规定。", "Age, fitness, education and experience suffice."),
        ConditionName.Departure => new("发车时间未过。", "The departure lies ahead."),
        ConditionName.Interprovincial => new("行程跨省、自治区、直辖市。", "The trip touches more than one province."),
        ConditionName.Vehicle => new("车辆是承运人的客运车辆。", "The vehicle is a coach of the carrier."),
        ConditionName.VehicleValid => new("道路运输证在行程各日有效。", "The vehicle's certificate is valid on each day."),
        ConditionName.Seats => new("核定座位数不少于乘客人数。", "There are seats for all passengers."),
        ConditionName.Driver => new("驾驶员属于承运人，行程各日具备资格。",
            "The driver drives for the carrier and is qualified on each day."),
        ConditionName.DriverCount => new("驾驶员人数符合里程要求。", "There are as many drivers as the distance asks for."),
        ConditionName.Length => new("行程天数不超过上限。", "The trip is not longer than allowed."),
        ConditionName.FromHome => new("起讫地之一在车籍所在地。", "One end lies where the vehicle is registered."),
        ConditionName.Contract => new("包车合同扫描件为承运人上传。", "The scan of the contract is the carrier's own."),
        ConditionName.NotBooked => new("车辆、驾驶员和合同未被占用。", "Vehicle, drivers and contract are free."),
        ConditionName.Carrier => new("承运人具有有效的省际包车客运许可。",
            "The carrier has a permit for interprovincial charters in force."),
        ConditionName.DeliveryAddress => new("邮寄的，收件地址已填写或已登记。",
            "Where it is posted, an address is given or on record."),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
