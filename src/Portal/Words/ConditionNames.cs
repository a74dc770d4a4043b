using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>The conditions of a filing, as people read them.</summary>
public static class ConditionNames
{
    /// <summary>The words; one that a newer program asks is shown by its name.</summary>
    public static LocalText Of(ConditionName name) => name switch
    {
        ConditionName.Carrier => new("承运人省际包车许可在有效期内", "The carrier has a permit for interprovincial charters"),
        ConditionName.Vehicle => new("车辆是承运人的客车", "The vehicle is a coach of the carrier"),
        ConditionName.VehicleValid => new("道路运输证每天有效", "The vehicle's certificate is valid on each day"),
        ConditionName.Seats => new("座位够用", "There are seats for all passengers"),
        ConditionName.InOperation => new("车辆在营运", "The vehicle is in operation"),
        ConditionName.Reviewed => new("年审没有逾期", "The annual review is not overdue"),
        ConditionName.Driver => new("驾驶员属于承运人且每天有资格", "The driver is the carrier's and qualified on each day"),
        ConditionName.DriverCount => new("驾驶员人数与里程相符", "As many drivers as the distance asks for"),
        ConditionName.Length => new("行程天数不超过规定", "The trip is not too long"),
        ConditionName.FromHome => new("起讫地一端在车籍所在地", "One end lies in the vehicle's own city"),
        ConditionName.Departure => new("发车时间在以后", "The departure lies ahead"),
        ConditionName.Interprovincial => new("行程跨省", "The trip touches more than one province"),
        ConditionName.Contract => new("合同扫描件是承运人的", "The scan of the contract is the carrier's own"),
        ConditionName.NotBooked => new("车辆、驾驶员和合同在这段时间空闲", "Vehicle, drivers and contract are free"),
        _ => new(name.ToString(), name.ToString()),
    };
}
