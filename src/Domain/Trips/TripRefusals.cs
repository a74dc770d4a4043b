using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Refusals about charter trips, in words that a carrier understands.</summary>
public static class TripRefusals
{
    private const string Conditions = Citations.Charter;

    /// <summary>No bound permit for interprovincial charters is in force through the trip.</summary>
    public static Refusal NoPermit() => Unmet(RefusalCode.PermitNotValid,
        "没有已绑定、在包车期间有效且经营范围含省际包车客运的道路运输经营许可证。",
        "No operating permit for interprovincial charter buses is bound and in force through the trip.");

    /// <summary>The vehicle is one for goods.</summary>
    public static Refusal NotForPassengers() => Unmet(RefusalCode.VehicleNotValid,
        "该车辆的道路运输证不是旅客运输类。", "The vehicle's certificate is not for passengers.", "vehicleId");

    /// <summary>The vehicle's certificate is not valid on a day of the trip.</summary>
    public static Refusal VehicleNotValid(DateOnly day, CertificateStatus status) => Unmet(RefusalCode.VehicleNotValid,
        status == CertificateStatus.Cancelled
            ? $"该车辆道路运输证在 {day:yyyy-MM-dd} 已注销。"
            : $"该车辆道路运输证在 {day:yyyy-MM-dd} 不在有效期内。",
        $"The vehicle's certificate is not valid on {day:yyyy-MM-dd}.", "vehicleId");

    /// <summary>There are more passengers than seats.</summary>
    public static Refusal TooFewSeats(int seats) => Unmet(RefusalCode.VehicleNotValid,
        $"乘客人数超过该车辆的 {seats} 个座位。", $"The vehicle has {seats} seats only.", "passengers");

    /// <summary>The vehicle is laid up, lost, or moved out.</summary>
    public static Refusal NotInOperation() => Unmet(RefusalCode.VehicleNotInOperation,
        "该车辆不在营运状态。", "The vehicle is not in operation.", "vehicleId");

    /// <summary>The annual review ends before the trip does.</summary>
    public static Refusal ReviewOverdue(DateOnly validTo) => Unmet(RefusalCode.ReviewOverdue,
        $"该车辆年审有效期至 {validTo:yyyy-MM-dd}，不能覆盖包车期间。",
        $"The annual review is valid until {validTo:yyyy-MM-dd} and does not cover the trip.",
        "vehicleId");

    /// <summary>The person does not drive for the carrier.</summary>
    public static Refusal NotTheCarriersDriver(string key) => Unmet(RefusalCode.DriverNotValid,
        $"{key} 不是该经营者名下的驾驶员。", $"{key} does not drive for this operator.", "drivers");

    /// <summary>The driving licence is withheld, cancelled or revoked.</summary>
    public static Refusal DrivingLicence(Person person) => Unmet(RefusalCode.DriverNotValid,
        $"驾驶员 {person.Name} 的机动车驾驶证不在有效状态。", $"The driving licence of {person.Name} is not in force.", "drivers");

    /// <summary>The driver has no certificate for passengers.</summary>
    public static Refusal NoPassengerCertificate(Person person) => Unmet(RefusalCode.DriverNotValid,
        $"驾驶员 {person.Name} 没有道路旅客运输从业资格证。", $"{person.Name} has no certificate for driving passengers.", "drivers");

    /// <summary>The certificate is expired or cancelled on a day of the trip.</summary>
    public static Refusal DriverNotValid(Person person, DateOnly day) => Unmet(RefusalCode.DriverNotValid,
        $"驾驶员 {person.Name} 的从业资格证在 {day:yyyy-MM-dd} 无效。",
        $"The certificate of {person.Name} is not valid on {day:yyyy-MM-dd}.",
        "drivers");

    /// <summary>The last assessment ended with B.</summary>
    public static Refusal GradeB(Person person) => Unmet(RefusalCode.DriverNotValid,
        $"驾驶员 {person.Name} 最近一次诚信考核等级为 B。", $"The last assessment of {person.Name} ended with grade B.", "drivers");

    /// <summary>The distance is too long for one driver (D.5).</summary>
    public static Refusal TwoDrivers(int maxAlone) => Unmet(RefusalCode.DriverNotValid,
        $"单边行程超过 {maxAlone} 公里，应配备至少 2 名驾驶员。",
        $"More than {maxAlone} km one way ask for at least two drivers.",
        "drivers");

    /// <summary>The trip is longer than a single trip may be (G.6 #102).</summary>
    public static Refusal TooLong(int days, int max) => Unmet(RefusalCode.TripTooLong,
        $"包车期间为 {days} 天，单个运次最长 {max} 天。",
        $"The trip takes {days} days; a single trip takes at most {max}.",
        "returnsAt");

    /// <summary>Neither end lies where the vehicle is registered (D.5).</summary>
    public static Refusal NotFromHome(string home) => Unmet(RefusalCode.NotFromHome,
        $"起讫地中应有一端在车籍所在地（{Regions.FullNameOf(home) ?? home}）。",
        $"One end of the trip must lie in the vehicle's registration place ({Regions.EnglishTextOf(home)}).",
        "origin");

    /// <summary>
    /// Origin, stops and destination all lie in one province. The notice mentions such trips (L62); this registry does
    /// not accept them.
    /// </summary>
    public static Refusal NotInterprovincial() => Unmet(RefusalCode.OutOfScope,
        "起讫地和途经地均在同一省（区、市）内，属于省内包车；本系统只办理省际包车，省内包车请向车籍所在地道路运输管理机构办理。",
        "All places lie in one province, so this is a charter within the province. This registry takes interprovincial "
            + "charters only; file it with the road-transport authority of the vehicle's place.",
        "destination");

    /// <summary>The departure has passed.</summary>
    public static Refusal TooLate() => Unmet(RefusalCode.TooLate,
        "发车时间已过，应在发车前备案。", "The departure is over; a trip is filed before.", "departsAt");

    /// <summary>
    /// At a place of the trip the electronic certificate is not recognised (G.6 #100): the paper plate remains.
    /// </summary>
    public static Refusal OutOfScope(ImmutableArray<string> outside, CharterScheme? scheme) =>
        new(
            RefusalCode.OutOfScope,
            new LocalText(
                outside.IsEmpty
                    ? "车籍所在省（区、市）未启用省际包车电子凭证，请打印纸质标志牌。"
                    : $"{string.Join("、", outside)} 不在电子凭证启用范围内，请打印纸质标志牌。",
                outside.IsEmpty
                    ? "The vehicle's province does not issue electronic certificates; print the paper plate."
                    : $"{string.Join(", ", outside)} lie outside the scope of the electronic certificate; "
                        + "print the paper plate."))
        {
            Law = scheme?.Law ?? Citations.CharterNotice,
        };

    /// <summary>Electronic certificates are not issued yet (G.6 #94): the paper plate remains.</summary>
    public static Refusal BeforeStart(CharterScheme scheme) => new(
        RefusalCode.BeforeStart,
        new LocalText(
            $"省际包车电子凭证自 {ShanghaiTime.ToLocal(scheme.From):yyyy-MM-dd HH:mm} 起启用，此前请打印纸质标志牌。",
            $"Electronic certificates are issued from {ShanghaiTime.ToLocal(scheme.From):yyyy-MM-dd HH:mm} on; "
                + "print the paper plate."))
    {
        Law = scheme.Law, RetryFrom = ShanghaiTime.DateOf(scheme.From),
    };

    /// <summary>The vehicle has another trip at the same time, or was cancelled in the same instant.</summary>
    public static Refusal VehicleBooked() => Unmet(RefusalCode.Booked,
        "该车辆在此期间已有其他包车任务，或刚刚注销。",
        "The vehicle is booked for another trip at this time, or has just been cancelled.",
        "vehicleId");

    /// <summary>Another trip of a driver at the same time.</summary>
    public static Refusal DriverBooked() => Unmet(RefusalCode.Booked,
        "驾驶员在此期间已有其他包车任务。", "A driver is booked for another trip at this time.", "drivers");

    /// <summary>The contract has been filed already.</summary>
    public static Refusal ContractFiled() => Unmet(RefusalCode.Duplicate,
        "该包车合同已备案，一份合同只能备案一次。", "This contract is filed already; one contract is one filing.", "contractNumber");

    /// <summary>The contract's scan is not one that the carrier uploaded as such.</summary>
    public static Refusal ContractUnfit() => Unmet(RefusalCode.MaterialUnfit,
        "没有找到您作为包车合同上传的该文件。", "There is no such upload of yours as a charter contract.", "contractDocumentId");

    /// <summary>The trip's status does not allow it.</summary>
    public static Refusal Wrong(TripStatus status) => Refusals.WrongState(
        $"包车任务当前状态（{WordsOf(status).Zh}）不能办理此操作。",
        $"The trip is {WordsOf(status).En}; this cannot be done now.");

    /// <summary>The time of departure has passed.</summary>
    public static Refusal Departed() =>
        Refusals.WrongState("发车时间已过，不能变更或作废。", "The departure is over; the trip can be neither amended nor cancelled.");

    private static Refusal Unmet(RefusalCode code, string zh, string en, string? field = null) =>
        new(code, new LocalText(zh, en))
        {
            Law = Conditions, Faults = field is null ? [] : [Refusals.Fault(field, zh, en)],
        };

    private static LocalText WordsOf(TripStatus status) => status switch
    {
        TripStatus.Filed => new("已提交", "filed"),
        TripStatus.ManualReview => new("人工审核中", "in review"),
        TripStatus.Approved => new("审核通过", "approved"),
        TripStatus.Refused => new("审核不通过", "refused"),
        TripStatus.Issued => new("已下发", "issued"),
        TripStatus.Received => new("已接收", "received"),
        TripStatus.InProgress => new("进行中", "in progress"),
        TripStatus.Ended => new("已结束", "over"),
        TripStatus.Cancelled => new("已作废", "cancelled"),
        TripStatus.Expired => new("已失效", "expired"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
