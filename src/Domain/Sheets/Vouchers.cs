using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>
/// The vouchers of applications: of an integrity assessment (诚信考核凭证, A.3) and of an annual review (年度审核凭证, A.8).
/// </summary>
public static class Vouchers
{
    /// <summary>The refusal if <paramref name="application"/> has no voucher; null: it has one.</summary>
    public static Refusal? Refuses(Application application) =>
        application.Service is not (ServiceId.CertificateAssessment or ServiceId.VehicleAnnualReview)
            ? SheetRefusals.NoVoucher()
        : application.Status is not ApplicationStatus.Approved ? SheetRefusals.NotApproved()
        : null;

    /// <summary>
    /// The voucher of an approved <paramref name="application"/>; to ask for one that <see cref="Refuses"/> refuses is
    /// a bug.
    /// </summary>
    public static Sheet Of(
        Application application, EntityState subject, Context context, SheetStamp stamp) => subject switch
        {
            Certificate certificate => OfAssessment(application, certificate, context, stamp),
            Vehicle vehicle => OfReview(application, vehicle, context, stamp),
            _ => throw new InvalidOperationException($"{subject.GetType().Name} has no voucher"),
        };

    private static Sheet OfAssessment(Application a, Certificate c, Context context, SheetStamp stamp)
    {
        var view = CertificateView.Of(c, context, version: 0);
        var cycle = Certificate.Cycle(c.FirstIssuedOn, a.Cycle!.Value, context.Rulebook, context.Calendar);
        // The number of the certificate is often the holder's identity number; then it is masked in the same way.
        var number =
            c.Number == context.PersonOf(c.PersonKey).IdentityNumber ? view.Holder.IdentityNumber.Shown : c.Number;
        return new Sheet
        {
            Name = $"assessment-voucher-{a.Id}",
            Title = new("诚信考核凭证", "Integrity assessment voucher"),
            Paper = Paper.A5,
            Stamp = stamp,
            Issuer = IssuerOf(view.Authority, a),
            Rows =
            [
                new(new("姓名", "Name"), view.Holder.Name),
                new(new("身份证件号码", "Identity number"), view.Holder.IdentityNumber.Shown),
                new(new("从业资格证号", "Certificate number"), number), new(new("从业资格类别", "Kind"), SheetWords.Of(view.Kind)),
                new(new("服务单位", "Service unit"), view.ServiceUnit),
                new(new($"考核周期（第 {cycle.Number} 期）", $"Cycle {cycle.Number}"), SheetWords.Days(cycle.From, cycle.To)),
                new(new("考核等级", "Grade"), SheetWords.Of(a.Grade!.Value)),
                new(new("证件有效期", "Certificate valid"), SheetWords.Days(view.ValidFrom, view.ValidTo)),
                .. Closing(
                    CredentialKind.AssessmentVoucher, new EntityId(EntityKind.Certificate, c.Key), c, a, context)],
        };
    }

    private static Sheet OfReview(Application a, Vehicle v, Context context, SheetStamp stamp)
    {
        var view = VehicleView.Of(v, context, version: 0);
        ImmutableArray<SheetRow> technical = view.Technical?.Grade is { } grade
            ? [new(new("技术等级", "Technical grade"), SheetWords.Of(grade))] : [];
        return new Sheet
        {
            Name = $"annual-review-voucher-{a.Id}",
            Title = new("年度审核凭证", "Annual review voucher"),
            Paper = Paper.A5,
            Stamp = stamp,
            Issuer = IssuerOf(view.Authority, a),
            Rows =
            [
                new(new("经营者名称", "Operator"), view.Operator.Name), new(new("车牌号码", "Plate"), view.Plate),
                new(new("车牌颜色", "Plate colour"), SheetWords.Of(view.PlateColour)), new(new("车辆识别代号", "VIN"), view.Vin),
                new(new("道路运输证号", "Road-transport certificate"), view.CertificateNumber),
                new(new("运输类别", "Kind"), SheetWords.Of(view.Kind)), .. technical,
                new(new("审核结果", "Result"), new LocalText("合格", "Passed")),
                .. Closing(CredentialKind.ReviewVoucher, new EntityId(EntityKind.Vehicle, v.Key), v, a, context)],
        };
    }

    private static SheetIssuer IssuerOf(string authority, Application a) => SheetWords.Issuer(
        new LocalText("核发机关", "Issued by"), authority, ShanghaiTime.DateOf(a.DecidedAt!.Value));

    /// <summary>
    /// The last rows of every voucher. Its verdict is computed as at the roadside (A.12), so that sheet and scan agree.
    /// </summary>
    private static ImmutableArray<SheetRow> Closing(
        CredentialKind kind, EntityId entity, EntityState state, Application a, Context context)
    {
        var number = ApplicationId.Parse(a.Id).Number;
        var verdict = CredentialVerification.Of(new CredentialId(kind, entity, number), state, a, context);
        var (from, until) = (verdict.Subject!.ValidFrom!.Value, verdict.Subject.ValidUntil!.Value);
        return
        [
            new(
                new("凭证有效期", "Voucher valid"),
                SheetWords.Days(ShanghaiTime.DateOf(from), ShanghaiTime.DateOf(until.AddTicks(-1)))),
            new(new("凭证状态", "Voucher status"), SheetWords.Of(verdict.Result)),
            new(new("办件编号", "Application"), a.Id),
        ];
    }
}
