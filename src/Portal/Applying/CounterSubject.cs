using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// Applications for a certificate at the counter: an officer fills them in for a holder who has no phone, with the
/// helper and the way in which the holder is notified. There is a receipt to print.
/// </summary>
internal sealed class CounterSubject(Loaded loaded, Context context) : CertificateSubject(loaded, context)
{
    private const string Notices = "counter.notices", HelperName = "counter.helper.name",
        Relation = "counter.helper.relation", Phone = "counter.helper.phone";
    private const string Post = "post", ByHelper = "helper";

    public override string Path => "/desk/certificates/" + Id.Key;

    public override Section Section => Section.Search;

    public override ImmutableArray<(string Name, string? Value)> OnRecord(Service service) =>
        [.. base.OnRecord(service), (Notices, Post)];

    internal override ImmutableArray<ActField> CounterFields { get; } =
    [
        new(Notices, new("怎样通知申请人", "How the applicant is notified"), ActInput.Choice)
        {
            Choices =
            [
                (Post, new("邮寄书面通知", "By post, on paper")),
                (ByHelper, new("短信通知帮办人", "By text to the helper")),
            ],
        },
        new(HelperName, new("帮办人姓名（没有可不填）", "Name of the helper; none when not given"),
            Hint: new("陪同或者替申请人跑腿的人", "Who came along or runs errands for the applicant"))
        {
            MaxLength = FormCheck.MaxLine,
        },
        new(Relation, new("与申请人的关系", "What the helper is to the applicant"), Hint: new("例如 子女、邻居、村干部",
            "Such as a child, a neighbour, somebody of the village"))
        {
            MaxLength = FormCheck.MaxLine,
        },
        new(Phone, new("帮办人电话", "The helper's telephone"), ActInput.Phone) { MaxLength = FormCheck.MaxPhone },
    ];

    internal override async ValueTask<ImmutableArray<ActField>> FieldsOf(
        Service service, FormState form, Reads reads, CancellationToken cancellation) =>
        [.. await base.FieldsOf(service, form, reads, cancellation), .. CounterFields];

    internal override AtCounter CounterOf(Posted answers) => new(
        answers[Notices] switch
        {
            Post => CounterNotices.Post,
            ByHelper => CounterNotices.Helper,
            _ => default,
        },
        (answers.Text(HelperName) ?? answers.Text(Relation) ?? answers.Text(Phone)) is null ? null
            : new Helper(answers[HelperName], answers[Relation], answers.Text(Phone)));

    internal override Actor Uploader(Actor reader) => AtCounter.Uploader(((Certificate)State).PersonKey, reader);

    internal override string HandedIn(string applicationId, PageContext page) => ReceiptPage.PathOf(applicationId);
}
