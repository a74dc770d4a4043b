using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// The titles of services in lists of several subjects. The railway's services have short Chinese names (换证, 注销), which
/// are only clear below the heading of the licence.
/// </summary>
public static class ServiceTitles
{
    /// <summary>The title of a service, or of an act that waits for a second officer.</summary>
    public static LocalText Of(ServiceId id) => Catalogue.Find(id) switch
    {
        { Subject: EntityKind.RailLicence } service => new($"铁路驾驶证 · {service.Names.Zh}", service.Names.En),
        { } service => service.Names,
        null => OfAct(id),
    };

    /// <summary>
    /// The titles of acts for which nobody can apply, so that the catalogue does not have them (rules.md H.24, H.26).
    /// </summary>
    private static LocalText OfAct(ServiceId id) => id switch
    {
        ServiceId.IdentityUnbinding => new("解除实名绑定", "Undoing of a binding"),
        ServiceId.PersonIdentityChange => new("变更姓名或证件号码", "Another name or number"),
        ServiceId.FactCorrection => new("更正登记事实", "Correction of a fact"),
        ServiceId.PersonPhone => new("更换手机号", "Another phone"),
        ServiceId.OperatorOwner => new("登记经营者本人", "Owner of an individual business"),
        ServiceId.AccountAct => new("账号事项", "Act on an account"),
        ServiceId.RailCorrection => new("铁路驾驶证 · 更正", "Correction of a railway driver licence"),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };
}
