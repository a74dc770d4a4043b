using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>What a case may expect.</summary>
internal sealed partial class RailScript
{
    private void Expect()
    {
        switch (Word())
        {
            case "done": _stage.ThenDone(); break;
            case "nothing": _stage.ThenDone(); Assert.Empty(_stage.Happened); break;
            case "refused": Refused(); break;
            case "retry": Assert.Equal(Day(Word()), Refusal().RetryFrom); break;
            case "place": Assert.Equal(Word(), _stage.Application.ExamPlaceId); break;
            case "missing": Assert.Equal(Rest(), Refusal().Faults.Select(fault => fault.Field)); break;
            case "status": Status(); break;
            case "events": _stage.ThenDone(); Assert.Equal(Rest(), _stage.Happened.Select(FrozenNames.Of)); break;
            case "notices":
                Assert.Equal(Rest(), Acts.NoticesOf(_stage.Reactions).Select(notice => notice.Kind)); break;
            case "application": Assert.Equal(Named<ApplicationStatus>(), _stage.Application.Status); break;
            case "reasons": Assert.Equal(Rest(), _stage.Application.Reasons); break;
            case "materials":
                Assert.Equal(
                    Rest(),
                    _stage.Application.Materials.Select(
                        m => JsonNamingPolicy.CamelCase.ConvertName(m.Kind.ToString())));
                break;
            case "acceptBy": Limit(_stage.Application.AcceptBy); break;
            case "reviewBy": Limit(_stage.Application.ReviewBy); break;
            case "promisedBy": Limit(_stage.Application.PromisedBy); break;
            case "decideBy": Limit(_stage.Application.DecideBy); break;
            case "announceBy": Limit(_stage.Application.AnnounceBy); break;
            case "overdue": Assert.Equal(Word() == "yes", _stage.Application.IsOverdue(_stage.Today)); break;
            case "missed": Assert.Equal(Named<RailLimits>(), _stage.Application.Missed); break;
            case "period":
                Assert.Equal($"{Word()} {Word()}",
                $"{_stage.Career.Licence!.Period.From:yyyy-MM-dd} {_stage.Career.Licence.Period.To:yyyy-MM-dd}"); break;
            case "classes":
                Assert.Equal(
                Word(), string.Join(',', _stage.Career.Licence!.Classes.Select(held => held.Class))); break;
            case "document":
                Assert.Equal(
                int.Parse(Word(), CultureInfo.InvariantCulture), _stage.Career.Licence!.DocumentVersion); break;
            case "name": Assert.Equal(Word(), _stage.Career.Licence!.Name); break;
            case "number": Assert.Equal(Word(), _stage.Career.Licence!.Number); break;
            case "employer": Assert.Equal(Word(), _stage.Career.Employer!.EmployerKey); break;
            case "reviewer":
                Assert.Equal(Word(), string.Join('/', new[]
            {
                _stage.Application.Reviewer.EmployerKey, _stage.Application.Reviewer.Unit,
            }.OfType<string>())); break;
            case "identity": Assert.Equal(Named<IdentityCheckState>(), _stage.Application.IdentityCheck!.State); break;
            case "ban": Assert.Equal(Word(), _stage.Career.Ban is { } ban ? $"{ban.Until:yyyy-MM-dd}" : "none"); break;
            case "finding": Finding(); break;
            case "says":
                Assert.Equal(string.Join(' ', Rest()), VideoStatement.Of(_stage.Application.Form,
                _stage.Career.Licence!.Name,
                _stage.Career.Licence.Classes,
                _stage.Rules)); break;
            case "next": Assert.Equal(string.Join(' ', Rest()), Next()); break;
            case var other: throw new FormatException($"nothing called {other} can be expected");
        }
    }

    private Refusal Refusal() => Assert.IsType<Decision.Refused>(_stage.Last).Refusal;

    private void Refused()
    {
        var refusal = Refusal();
        Assert.Equal(Word(), RefusalCodes.Text(refusal.Code));
        if (More("from")) Assert.Equal(Day(Word()), refusal.RetryFrom);
    }

    private void Status()
    {
        var standing = _stage.Standing;
        Assert.Equal(Named<RailLicenceStatus>(), standing.Status);
        if (standing.Status is RailLicenceStatus.Cancelled or RailLicenceStatus.Revoked)
            Assert.Equal(Named<RailGround>(), standing.Ground);
        if (More("since")) Assert.Equal(Day(Word()), standing.Since);
    }

    private void Finding()
    {
        var finding = _stage.Career.Findings[^1];
        Assert.Equal(Day(Word()), finding.ReportBy);
        Assert.Equal(More("missed"), finding.Missed);
        if (More("reported")) Assert.Equal(Day(Word()), finding.ReportedOn);
    }

    private void Limit(LegalDate? limit)
    {
        Assert.NotNull(limit);
        Assert.Equal(Day(Word()), limit.Value.Date);
        Assert.Equal(More("provisional"), limit.Value.Provisional);
    }

    private string Next() => _stage.NextAct is { } next
        ? $"{next.Name} {ShanghaiTime.ToLocal(next.DueAt).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}"
        : "nothing ever";
}
