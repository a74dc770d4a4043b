using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Portal.Words;

/// <summary>What an event would change, in words, before it happens.</summary>
public static class Effects
{
    /// <summary>The words; null: the event need not be announced.</summary>
    public static LocalText? Of(Event what) => what switch
    {
        CertificateRenewed e => new(
            $"新有效期 {Dates.Days(e.Period.From, e.Period.To).Zh}；原证扫码显示“已被取代”。",
            $"New period {Dates.Days(e.Period.From, e.Period.To).En}; the old document shows as replaced."),
        CertificateReissued => new("补发一本新证，有效期不变；原证扫码显示“已被取代”。",
            "A new document with the same period; the old one shows as replaced."),
        ServiceUnitChanged e => new($"服务单位变更为“{e.ServiceUnit}”，制发新证。",
            $"The service unit becomes \"{e.ServiceUnit}\"; a new document is made."),
        CertificateCancelled e => new($"证件自 {Dates.Day(e.EffectiveOn).Zh} 起注销，扫码显示“已失效”，不能恢复。",
            $"The certificate is cancelled from {Dates.Day(e.EffectiveOn).En}; this cannot be taken back."),
        CycleAssessed e => new(
            $"第 {e.Cycle} 周期评定为 {SheetWords.Of(e.Grade).Zh}（记 {e.Points} 分），生成凭证。",
            $"Cycle {e.Cycle} is graded {SheetWords.Of(e.Grade).En} ({e.Points} points); a voucher is made."),
        ReviewPassed e => new($"年审自 {Dates.Day(e.On).Zh} 起通过，生成凭证。",
            $"The annual review is passed on {Dates.Day(e.On).En}; a voucher is made."),
        VehicleRenewed e => new($"新有效期 {Dates.Days(e.Period.From, e.Period.To).Zh}，制发新证。",
            $"New period {Dates.Days(e.Period.From, e.Period.To).En}; a new document is made."),
        VehicleReissued => new("补发一本新证，有效期不变。", "A new document with the same period."),
        VehicleCancelled e => new($"道路运输证自 {Dates.Day(e.EffectiveOn).Zh} 起注销，不能恢复。",
            $"The vehicle's certificate is cancelled from {Dates.Day(e.EffectiveOn).En}; this cannot be taken back."),
        _ => null,
    };
}
