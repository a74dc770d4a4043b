using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// The proof of identity (实名认证, rules.md A.1). It is filed for the account, and is not an application inside another
/// entity.
/// </summary>
internal static class IdentityServices
{
    /// <summary>The service that one can apply for.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(ServiceId.IdentityBinding, EntityKind.Identity, new LocalText("实名认证", "Proof of identity"),
            ["citizenId", "residencePermit", "foreignPermanentResident"],
            [
                new("name", new("姓名", "Name")), FieldLines.IdentityKind,
                new("identityNumber", new("证件号码", "Identity number")),
                new("bornOn", new("出生日期", "Date of birth"), "date", Required: false)
                {
                    Hint = new LocalText("证件号码不含出生日期的须填写", "Where the number does not have it"),
                },
                FieldLines.Address,
            ],
            [
                new(MaterialKind.IdentityFront, new LocalText("身份证件人像面", "Portrait side of the card"),
                    MaterialNeed.Required),
                new(MaterialKind.IdentityBack, new LocalText("身份证件国徽面", "Emblem side of the card"),
                    MaterialNeed.Required),
                new(MaterialKind.IdentityPortrait, new LocalText("本人近照", "Portrait taken for this"),
                    MaterialNeed.Optional),
            ],
            [], [Citations.GuideRealName]),
    ];
}
