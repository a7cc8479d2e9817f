"""Reference losses of survival analysis. Durations may be censored: then only a lower bound of them is known."""

from __future__ import annotations

import torch
from torch import Tensor


def cox_ph_loss(log_hazard: Tensor, duration: Tensor, event: Tensor) -> Tensor:
    """Negative log partial likelihood of Cox: −Σ_events (h_i − log Σ_{t_j ≥ t_i} e^{h_j}) / Σ events.

    Ties are treated as by Breslow: all rows of one time, censored ones too, are at risk together.

    Args:
        log_hazard: The model's log-hazards relative to the baseline, `[N]`.
        duration: Times until the event or until censoring, `[N]`.
        event: 1 where the event was seen, 0 where the row is censored, `[N]`, of the log-hazards' dtype.

    Returns:
        A scalar, in nats an event; 0 without a gradient where there is no event.

    Source: Cox 1972; Breslow 1974.
    """
    at_risk = duration >= duration.unsqueeze(1)
    # Every row is at risk at its own time, so no row of the matrix is all −inf.
    risk = torch.where(at_risk, log_hazard, -torch.inf).logsumexp(dim=1)
    return ((risk - log_hazard) * event).sum() / event.sum().clamp(min=1)
