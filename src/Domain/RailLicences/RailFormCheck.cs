using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Checks the answers of a rail form. It checks the form and no law.</summary>
public static class RailFormCheck
{
    private const int MaxMonths = 1200;
    private const int MaxKm = 100_000_000;

    /// <summary>The refusal with every fault; null: there is none.</summary>
    public static Refusal? Check(RailForm form, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        switch (form)
        {
            case RailExamForm exam:
                FormCheck.Text(faults, "form.examSessionId", exam.ExamSessionId, FormCheck.MaxLine, required: true);
                FormCheck.Text(faults, "form.examPlaceId", exam.ExamPlaceId, FormCheck.MaxLine, required: false);
                if (exam.Class is null) faults.Add(Refusals.Fault("form.class", "请选择准驾机型。", "Choose a class."));
                HealthReport(faults, exam.HealthReportOn, needed: true, context);
                Experience(faults, "form.experience", exam.Experience);
                break;
            case RailRenewalForm renewal:
                Renewal(faults, renewal, context);
                break;
            case RailCancellationForm cancellation:
                FormCheck.Text(faults, "form.reason", cancellation.Reason, FormCheck.MaxText, required: true);
                if (cancellation.Ground is not (RailGround.DeathOrIncapacity or RailGround.OtherCancellation))
                    faults.Add(Refusals.Fault("form.ground", "到期注销和撤销后的注销由系统办理；请选择其他情形。",
                        "Expiry and revocation are carried out by the registry; choose another ground."));
                break;
        }
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>Adds a fault for numbers that no driver can have reached.</summary>
    public static void Experience(ImmutableArray<FieldFault>.Builder faults, string field, Experience? e)
    {
        if (e is null) return;
        if (new[] { e.CrewMonths, e.EmuMonths, e.MechanicMonths, e.MetroMonths, e.SelfPropelledMonths }.Any(
            n => n is < 0 or > MaxMonths))
            faults.Add(Refusals.Fault(field, $"月数应为 0 至 {MaxMonths}。", $"Months are 0 to {MaxMonths}."));
        if (new[] { e.CrewKm, e.EmuKm, e.SafeCrewKm }.Any(n => n is < 0 or > MaxKm))
            faults.Add(Refusals.Fault(field, $"公里数应为 0 至 {MaxKm}。", $"Kilometres are 0 to {MaxKm}."));
    }

    private static void Renewal(ImmutableArray<FieldFault>.Builder faults, RailRenewalForm form, Context context)
    {
        if (!Enum.IsDefined(form.Reason))
        {
            faults.Add(Refusals.Fault("form.reason", "请选择换证原因。", "Choose a reason."));
            return;
        }
        var row = context.RailRulebook.Of(form.Reason);
        FormCheck.Text(faults, "form.newEmployerId", form.NewEmployerId, FormCheck.MaxLine, required: row.NewEmployer);
        if (row.NewName || form.NewName is not null) FormCheck.Name(faults, "form.newName", form.NewName);
        if ((!row.NewEmployer && (form.NewEmployerId ?? form.NewUnit) is not null)
            || (!row.NewName && form.NewName is not null))
            faults.Add(Refusals.Fault("form.reason", "所选换证原因不包含该变更；同时变更企业和姓名的，请分两次申请。",
                "The reason does not have this change; employer and name at once are two applications."));
        HealthReport(faults, form.HealthReportOn, row.NewPeriod, context);
    }

    private static void HealthReport(
        ImmutableArray<FieldFault>.Builder faults, DateOnly? on, bool needed, Context context)
    {
        if (on is null && needed)
            faults.Add(Refusals.Fault("form.healthReportOn", "请填写体检报告日期。", "Give the date of the health report."));
        if (on > context.Today)
            faults.Add(Refusals.Fault("form.healthReportOn", "体检报告日期不能晚于今天。", "The date lies in the future."));
    }
}
