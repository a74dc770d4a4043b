using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The steps that every desk knows, in the words of this chain: whoever sits at a desk, or applies, sends the same
/// command for a road and for a railway application.
/// </summary>
internal static class RailCommandMapping
{
    /// <summary>
    /// The rail command that <paramref name="command"/> means; itself when it is one, or is the same in both.
    /// </summary>
    public static Command Of(Command command) => command switch
    {
        Apply { Form: RailForm form } apply => new ApplyForRail(form, apply.Materials, apply.Delivery),
        AnswerSupplement { Form: null or RailForm } again =>
            new ResubmitRail(again.ApplicationId, again.Materials, again.Form as RailForm),
        Accept accept => new AcceptRail(accept.ApplicationId),
        NotAccept no => new NotAcceptRail(no.ApplicationId, no.Reasons),
        Approve { Grade: null } grant => new GrantRail(grant.ApplicationId, grant.ApprovalNumber),
        Refuse no => new RefuseRail(no.ApplicationId, no.Reasons),
        MakeReady made => new MakeRailReady(made.ApplicationId),
        Deliver sent => new DeliverRail(sent.ApplicationId),
        Withdraw back => new WithdrawRailByLetter(back.ApplicationId, ""),
        _ => command,
    };
}
