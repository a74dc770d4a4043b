using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.My;

/// <summary>
/// What the holder of a certificate that was cancelled can do then (rules.md A.7, D.1); beside it the page has the
/// article and the remedies.
/// </summary>
public static class CertificateEnds
{
    /// <summary>One sentence for each ground.</summary>
    public static LocalText Of(CancellationGround ground) => ground switch
    {
        // C-04: after 180 days it is cancelled and earned anew.
        CancellationGround.Lapsed => new("不能再用于从业；需要继续从业的，须重新申领。",
            "You must no longer work with it; to go on it has to be earned anew."),
        CancellationGround.Request => new("已按您的申请注销；以后需要从业的，须重新申领。",
            "It was cancelled as you asked; to work again it has to be earned anew."),
        CancellationGround.Age => new("已超过规定的年龄，不能再从业。",
            "The age limit has been reached: you must no longer work with it."),
        // H.10: when a fact is corrected, what it caused is undone.
        CancellationGround.DrivingLicenceLost => new("机动车驾驶证的情况有误的，请向发证机关提出异议；更正后，本次注销一并撤销。",
            "If what is said of your driving licence is wrong, object to the authority; once it is mended, this "
            + "cancellation is undone with it."),
        CancellationGround.Death => new("情况有误的，请向发证机关提出异议；更正后，本次注销一并撤销。",
            "If this is wrong, object to the authority; once it is mended, this cancellation is undone with it."),
        CancellationGround.Authority => new("理由在注销决定书里；有误的，可以向发证机关提出异议。",
            "The reasons are in the decision; if they are wrong, object to the authority."),
        _ => throw new ArgumentOutOfRangeException(nameof(ground)),
    };
}
